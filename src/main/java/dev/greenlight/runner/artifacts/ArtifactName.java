package dev.greenlight.runner.artifacts;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An artifact's name.
 *
 * @param value 1 to 255 characters, none of which a file system of the people who download it refuses
 */
public record ArtifactName(String value) {
    /** What is accepted, for a message. */
    public static final String FORM = "a name of at most 255 characters without \" : < > | * ? \\ / and line ends";

    private static final Pattern ACCEPTED = Pattern.compile("[^\":<>|*?\\\\/\\r\\n\\x00]{1,255}");

    public ArtifactName {
        if (!ACCEPTED.matcher(value).matches() || value.isBlank()) {
            throw new IllegalArgumentException("an artifact has " + FORM);
        }
    }

    /** The name; empty when the service would not accept it. */
    public static Optional<ArtifactName> parse(String text) {
        return ACCEPTED.matcher(text).matches() && !text.isBlank()
                ? Optional.of(new ArtifactName(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
