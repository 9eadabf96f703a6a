package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a request's JSON as a message: every fault at once, in the words of Google's JSON parser, or the canonical document. */
public final class MessageReader {
    private final Messages messages;
    private final List<String[]> faults = new ArrayList<>();

    private MessageReader(Messages messages) {
        this.messages = messages;
    }

    /**
     * @param type the message's full name
     * @param place how the body is called in faults, {@code service} for instance; empty when the body is the whole request
     * @return a new document; the given one is not changed
     * @throws ApiError invalid argument
     */
    public static ObjectNode read(String type, ObjectNode json, String place) {
        MessageReader reader = new MessageReader(Messages.published());
        ObjectNode message = reader.message(type, json, place);
        if (!reader.faults.isEmpty()) {
            throw reader.refusal();
        }
        return message;
    }

    private ApiError refusal() {
        ApiError error = ApiError.invalidArgument(
                String.join("\n", faults.stream().map(fault -> fault[1]).toList()));
        ObjectNode detail = Json.object().put("@type", "type.googleapis.com/google.rpc.BadRequest");
        ArrayNode violations = detail.putArray("fieldViolations");
        faults.forEach(fault -> {
            ObjectNode violation = violations.addObject();
            if (!fault[0].isEmpty()) {
                violation.put("field", fault[0]);
            }
            violation.put("description", fault[1]);
        });
        return error.withDetail(detail);
    }

    private ObjectNode message(String type, ObjectNode json, String place) {
        Map<String, JsonNode> values = new HashMap<>();
        Map<String, String> groups = new HashMap<>();
        json.properties().forEach(entry -> {
            Optional<Field> known = messages.field(type, entry.getKey());
            if (known.isEmpty()) {
                fault(
                        place,
                        "Invalid JSON payload received. Unknown name \"" + entry.getKey() + "\""
                                + (place.isEmpty() ? "" : " at '" + place + "'") + ": Cannot find field.");
            } else if (!entry.getValue().isNull()) {
                Field field = known.get();
                String other = field.oneof().isEmpty() ? null : groups.put(field.oneof(), field.name());
                if (other != null || values.containsKey(field.name())) {
                    fault(
                            place,
                            "Invalid value at '" + place + "' (oneof), oneof field '" + field.oneof()
                                    + "' is already set. Cannot set '" + field.name() + "'");
                }
                values.put(field.name(), entry.getValue());
            }
        });
        ObjectNode canonical = Json.object();
        for (Field field : messages.fields(type).values()) {
            JsonNode value = values.get(field.name());
            if (value != null) {
                field(field, value, place.isEmpty() ? field.snakeName() : place + "." + field.snakeName(), canonical);
            }
        }
        return canonical;
    }

    private void field(Field field, JsonNode value, String place, ObjectNode into) {
        switch (field.shape()) {
            case SINGLE -> single(field, value, place).ifPresent(read -> into.set(field.name(), read));
            case LIST -> {
                ArrayNode list = Json.MAPPER.createArrayNode();
                // The published parser takes a lone value for a list of one.
                Iterable<JsonNode> elements = value.isArray() ? value : List.of(value);
                for (JsonNode element : elements) {
                    list.add(value(field, element, place + "[" + list.size() + "]"));
                }
                if (!list.isEmpty()) {
                    into.set(field.name(), list);
                }
            }
            case MAP -> {
                ObjectNode map = Json.object();
                if (!value.isObject()) {
                    fault(place, "Invalid value at '" + place + "' (Map), " + value);
                }
                value.properties()
                        .forEach(entry -> map.set(
                                entry.getKey(), value(field, entry.getValue(), place + "[" + entry.getKey() + "]")));
                if (!map.isEmpty()) {
                    into.set(field.name(), map);
                }
            }
        }
    }

    private Optional<JsonNode> single(Field field, JsonNode value, String place) {
        JsonNode read = value(field, value, place);
        boolean unset = !field.presence() && (Scalars.isDefault(field.type(), read) || isZero(field.type(), read));
        return unset ? Optional.empty() : Optional.of(read);
    }

    private boolean isZero(String type, JsonNode value) {
        return messages.enumeration(type)
                .map(values -> Integer.valueOf(0).equals(values.get(value.asText())))
                .orElse(false);
    }

    private JsonNode value(Field field, JsonNode value, String place) {
        if (messages.isMessage(field.type())) {
            if (value instanceof ObjectNode object) {
                return message(field.type(), object, place);
            }
            fault(place, "Invalid value at '" + place + "' (type.googleapis.com/" + field.type() + "), " + value);
            return Json.object();
        }
        Optional<JsonNode> scalar = messages.enumeration(field.type())
                .map(values -> Scalars.enumValue(values, value))
                .orElseGet(() -> Scalars.read(field.type(), value));
        if (scalar.isEmpty()) {
            fault(place, "Invalid value at '" + place + "' " + Scalars.fault(field.type(), field.name(), value));
        }
        return scalar.orElse(value);
    }

    private void fault(String place, String description) {
        faults.add(new String[] {place, description});
    }
}
