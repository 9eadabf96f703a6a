package dev.greenlight.releases.world;

/**
 * A Cloud Run service's name within its project and region.
 *
 * @param value 1 to 49 characters: lower-case letters, digits, hyphens; starts with a letter, does not end with a hyphen
 */
public record ServiceName(String value) {
    public ServiceName {
        if (!value.matches("[a-z]([a-z0-9-]{0,47}[a-z0-9])?")) {
            throw new IllegalArgumentException("not a Cloud Run service name: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
