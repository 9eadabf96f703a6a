package dev.greenlight.releases.gate;

import dev.greenlight.releases.world.RevisionName;

/** Who answered one probe. */
public sealed interface Sighting {
    /** A revision, by the name it gives itself. */
    record Named(String revision) implements Sighting {}

    /** Nobody can tell. */
    record Unnamed(String why) implements Sighting {}

    default boolean of(RevisionName revision) {
        return this instanceof Named named && named.revision().equals(revision.value());
    }

    /** One line for a person. */
    default String words() {
        return switch (this) {
            case Named(String revision) -> revision + " answered";
            case Unnamed(String why) -> why;
        };
    }
}
