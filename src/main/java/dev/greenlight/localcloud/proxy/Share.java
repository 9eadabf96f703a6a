package dev.greenlight.localcloud.proxy;

/**
 * A revision's part of a route's requests.
 *
 * @param revision the revision's short name
 * @param percent 1 to 100
 */
public record Share(String revision, int percent, Limits limits) {
    public Share {
        if (revision.isBlank() || percent < 1 || percent > 100) {
            throw new IllegalArgumentException(
                    "a share names its revision and has 1 to 100 percent: " + revision + " " + percent);
        }
    }
}
