package dev.greenlight.project.yaml;

import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A single value of JSON, to be compared with: {@code 1} is not {@code "1"}.
 *
 * @param kind what it is
 * @param text the text itself, or the number or truth value as JSON writes it
 */
public record JsonScalar(Kind kind, String text) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
    private static final Pattern TRUTH_VALUE = Pattern.compile("true|false");

    /** The kinds of values that are no containers; null is not among them, since an absent value is like it. */
    public enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }

    /** What YAML takes a node for; empty when JSON has no such single value. */
    static Optional<JsonScalar> from(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Optional.empty();
        }
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return Optional.of(new JsonScalar(Kind.TEXT, text));
        }
        boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        if (number && NUMBER.matcher(text).matches()) {
            return Optional.of(new JsonScalar(Kind.NUMBER, text));
        }
        return tag.equals(Tag.BOOL) && TRUTH_VALUE.matcher(text).matches()
                ? Optional.of(new JsonScalar(Kind.TRUTH, text))
                : Optional.empty();
    }

    /** As JSON writes it, but for the escapes in a text. */
    @Override
    public String toString() {
        return kind == Kind.TEXT ? "\"" + text + "\"" : text;
    }
}
