package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The messages and enums of the Cloud Run Admin API v2, and of what it uses. */
public final class Messages {
    private static final Messages PUBLISHED = read("/localcloud/cloud-run-v2.json");

    private final Map<String, Map<String, Field>> messages;
    private final Map<String, Map<String, Integer>> enums;

    private Messages(Map<String, Map<String, Field>> messages, Map<String, Map<String, Integer>> enums) {
        this.messages = messages;
        this.enums = enums;
    }

    public static Messages published() {
        return PUBLISHED;
    }

    /** The fields by lower camel case name, in the order of their numbers. */
    Map<String, Field> fields(String message) {
        Map<String, Field> fields = messages.get(message);
        if (fields == null) {
            throw new IllegalArgumentException("no such message: " + message);
        }
        return fields;
    }

    /** By its JSON name or its protocol name, both of which are accepted in a request. */
    Optional<Field> field(String message, String name) {
        Map<String, Field> fields = fields(message);
        Field exact = fields.get(name);
        return exact != null
                ? Optional.of(exact)
                : fields.values().stream()
                        .filter(field -> field.snakeName().equals(name))
                        .findFirst();
    }

    boolean isMessage(String type) {
        return messages.containsKey(type);
    }

    Optional<Map<String, Integer>> enumeration(String type) {
        return Optional.ofNullable(enums.get(type));
    }

    /** Removes what only the server sets; {@code node} is changed and returned. */
    public ObjectNode withoutOutputOnly(String message, ObjectNode node) {
        for (Field field : fields(message).values()) {
            JsonNode value = node.get(field.name());
            if (value == null) {
                continue;
            }
            if (field.outputOnly()) {
                node.remove(field.name());
            } else if (isMessage(field.type())) {
                if (value instanceof ObjectNode object && field.shape() == Field.Shape.SINGLE) {
                    withoutOutputOnly(field.type(), object);
                } else {
                    value.forEach(element -> withoutOutputOnly(field.type(), (ObjectNode) element));
                }
            }
        }
        return node;
    }

    private static Messages read(String resource) {
        try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(resource), resource)) {
            JsonNode all = Json.MAPPER.readTree(in);
            Map<String, Map<String, Field>> messages = new HashMap<>();
            all.path("messages").properties().forEach(entry -> messages.put(entry.getKey(), fields(entry.getValue())));
            Map<String, Map<String, Integer>> enums = new HashMap<>();
            all.path("enums").properties().forEach(entry -> {
                Map<String, Integer> values = new LinkedHashMap<>();
                entry.getValue()
                        .properties()
                        .forEach(value ->
                                values.put(value.getKey(), value.getValue().asInt()));
                enums.put(entry.getKey(), values);
            });
            return new Messages(messages, enums);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Field> fields(JsonNode message) {
        Map<String, Field> fields = new LinkedHashMap<>();
        message.properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            Field.Shape shape = switch (node.path("shape").asText()) {
                case "list" -> Field.Shape.LIST;
                case "map" -> Field.Shape.MAP;
                default -> Field.Shape.SINGLE;
            };
            fields.put(
                    entry.getKey(),
                    new Field(
                            entry.getKey(),
                            node.path("type").asText(),
                            shape,
                            node.path("presence").asBoolean(),
                            node.path("oneof").asText(),
                            node.path("outputOnly").asBoolean()));
        });
        return fields;
    }
}
