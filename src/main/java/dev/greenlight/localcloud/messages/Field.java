package dev.greenlight.localcloud.messages;

/**
 * One field of a message.
 *
 * @param type a scalar's name such as {@code int64}, or the full name of an enum or message
 * @param presence true when a set default value differs from an unset one
 * @param oneof the name of its group, of which one may be set; empty when it is in none
 */
public record Field(String name, String type, Shape shape, boolean presence, String oneof, boolean outputOnly) {
    /** How many values, and by what they are found. */
    public enum Shape {
        SINGLE,
        LIST,
        MAP
    }

    /** The name as the protocol files write it. */
    public String snakeName() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
