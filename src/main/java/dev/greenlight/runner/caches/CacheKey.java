package dev.greenlight.runner.caches;

/**
 * What an entry is found by.
 *
 * @param value at most 512 characters, no comma
 */
public record CacheKey(String value) {
    private static final int LONGEST = 512;

    public CacheKey {
        if (value.isBlank() || value.length() > LONGEST || value.contains(",")) {
            throw new IllegalArgumentException("a cache's key has 1 to 512 characters and no comma: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
