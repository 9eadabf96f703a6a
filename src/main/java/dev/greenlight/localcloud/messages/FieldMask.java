package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which fields of a message an update names.
 *
 * @param paths each from the root, in JSON names; empty = every field
 * @see <a href="https://google.aip.dev/161">AIP-161, field masks</a>
 */
public record FieldMask(List<List<String>> paths) {
    public FieldMask {
        paths = List.copyOf(paths);
    }

    /**
     * @param text comma-separated paths in JSON or protocol names; empty and {@code *} name every field
     * @throws ApiError invalid argument when a path is not one of the message
     */
    public static FieldMask parse(String type, String text) {
        List<List<String>> paths = new ArrayList<>();
        for (String path : text.isBlank() ? new String[0] : text.split(",")) {
            if (path.equals("*")) {
                return new FieldMask(List.of());
            }
            paths.add(path(type, path.trim()));
        }
        return new FieldMask(paths);
    }

    private static List<String> path(String type, String path) {
        List<String> names = new ArrayList<>();
        String message = type;
        String rest = path;
        while (!rest.isEmpty()) {
            int dot = rest.indexOf('.');
            String name = dot < 0 ? rest : rest.substring(0, dot);
            rest = dot < 0 ? "" : rest.substring(dot + 1);
            Optional<Field> field = Messages.published().field(message, name);
            if (field.isEmpty() || dot == path.length() - 1) {
                throw unknown(path);
            }
            names.add(field.get().name());
            message = field.get().type();
            if (!rest.isEmpty() && field.get().shape() == Field.Shape.MAP) {
                // The rest is a key, which may contain dots of its own.
                names.add(rest.replace("`", ""));
                return names;
            }
            boolean descends = field.get().shape() == Field.Shape.SINGLE
                    && Messages.published().isMessage(message);
            if (!rest.isEmpty() && !descends) {
                throw unknown(path);
            }
        }
        if (names.isEmpty()) {
            throw unknown(path);
        }
        return names;
    }

    private static ApiError unknown(String path) {
        return ApiError.badField(
                "update_mask",
                "Invalid field mask path: " + path,
                "The update_mask contains an invalid field path: '" + path + "'.");
    }

    public boolean isEverything() {
        return paths.isEmpty();
    }

    /** The document with the named fields taken from the wish, where absent means cleared; neither argument is changed. */
    public ObjectNode apply(ObjectNode current, ObjectNode wish) {
        if (isEverything()) {
            return wish.deepCopy();
        }
        ObjectNode result = current.deepCopy();
        paths.forEach(path -> set(result, wish, path));
        return result;
    }

    private static void set(ObjectNode into, JsonNode from, List<String> path) {
        String name = path.getFirst();
        JsonNode value = from.path(name);
        if (path.size() == 1) {
            if (value.isMissingNode()) {
                into.remove(name);
            } else {
                into.set(name, value.deepCopy());
            }
            return;
        }
        ObjectNode inner = into.get(name) instanceof ObjectNode object ? object : Json.object();
        set(inner, value, path.subList(1, path.size()));
        if (inner.isEmpty()) {
            into.remove(name);
        } else {
            into.set(name, inner);
        }
    }

    /** True when a path is the field itself or lies below it, or when everything is named. */
    public boolean touches(String field) {
        return isEverything() || paths.stream().anyMatch(path -> path.getFirst().equals(field));
    }
}
