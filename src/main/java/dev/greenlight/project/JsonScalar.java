package dev.greenlight.project;

/**
 * A single value of JSON, to be compared with: {@code 1} is not {@code "1"}.
 *
 * @param kind what it is
 * @param text the text itself, or the number or truth value as JSON writes it
 */
public record JsonScalar(Kind kind, String text) {
    /** The kinds of values that are no containers; null is not among them, since an absent value is like it. */
    public enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }

    /** As JSON writes it, but for the escapes in a text. */
    @Override
    public String toString() {
        return kind == Kind.TEXT ? "\"" + text + "\"" : text;
    }
}
