package dev.greenlight.releases.world;

/**
 * A name that gives one revision an address of its own, whatever its share of traffic.
 *
 * @param value lower-case letters, digits, hyphens; starts with a letter, does not end with a hyphen
 */
public record Tag(String value) implements Comparable<Tag> {
    /** The tag of a revision that has not proved itself. */
    public static final Tag CANDIDATE = new Tag("candidate");

    public Tag {
        if (!value.matches("[a-z]([a-z0-9-]{0,44}[a-z0-9])?")) {
            throw new IllegalArgumentException("not a traffic tag: " + value);
        }
    }

    @Override
    public int compareTo(Tag other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
