package dev.greenlight.releases.world;

/**
 * A Cloud Run revision's name.
 *
 * @param value 1 to 63 characters: lower-case letters, digits, hyphens; starts with a letter, does not end with a hyphen
 */
public record RevisionName(String value) {
    /** The longest name that Cloud Run takes, in characters. */
    public static final int LONGEST = 63;

    public RevisionName {
        if (!value.matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("not a Cloud Run revision name: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
