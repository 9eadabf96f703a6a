package dev.greenlight.localcloud.messages;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One field of a message.
 *
 * @param type a scalar's name such as {@code int64}, or the full name of an enum or message
 * @param presence true when a set default value differs from an unset one
 * @param oneof the name of its group, of which one may be set; empty when it is in none
 * @param behaviors names of {@code google.api.FieldBehavior}, {@code REQUIRED} for instance
 */
public record Field(String name, String type, Shape shape, boolean presence, String oneof, Set<String> behaviors) {
    /** By the other name: asked for with every value of every request. */
    private static final Map<String, String> SNAKE_NAMES = new ConcurrentHashMap<>();

    /** How many values, and by what they are found. */
    public enum Shape {
        SINGLE,
        LIST,
        MAP
    }

    public Field {
        behaviors = Set.copyOf(behaviors);
    }

    /** Only the server sets it; what a request says is ignored. */
    public boolean outputOnly() {
        return behaviors.contains("OUTPUT_ONLY");
    }

    public boolean required() {
        return behaviors.contains("REQUIRED");
    }

    /** The name as the protocol files write it. */
    public String snakeName() {
        return SNAKE_NAMES.computeIfAbsent(
                name, camel -> camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
}
