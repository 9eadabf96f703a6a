package dev.greenlight.releases.world;

import java.util.Locale;
import java.util.Optional;

/** The two permanent addresses of a service: one is the serving release's, the other the one's before it. */
public enum Colour {
    BLUE,
    GREEN;

    public Colour other() {
        return this == BLUE ? GREEN : BLUE;
    }

    /** The traffic tag that carries this colour's address. */
    public Tag tag() {
        return new Tag(word());
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The colour that a word names; empty for any other word. */
    public static Optional<Colour> parse(String word) {
        return switch (word) {
            case "blue" -> Optional.of(BLUE);
            case "green" -> Optional.of(GREEN);
            default -> Optional.empty();
        };
    }
}
