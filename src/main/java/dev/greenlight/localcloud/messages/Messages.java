package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.PathIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The methods, messages and enums of Cloud Run Admin v2, Secret Manager v1 and Artifact Registry v1, and of what they use. */
public final class Messages {
    private static final Messages PUBLISHED = read("/localcloud/google-apis.json");

    private final Map<String, Map<String, Field>> messages;
    private final Map<String, Map<String, Integer>> enums;

    private final List<Method> methods;
    private final PathIndex<Method> byPath = new PathIndex<>();

    private Messages(
            Map<String, Map<String, Field>> messages, Map<String, Map<String, Integer>> enums, List<Method> methods) {
        this.messages = messages;
        this.enums = enums;
        this.methods = List.copyOf(methods);
        methods.forEach(method -> byPath.add(method.verb(), method.template(), method));
    }

    public static Messages published() {
        return PUBLISHED;
    }

    public Collection<Method> methods() {
        return methods;
    }

    /** The method that a request calls; empty when it is none of the published ones. */
    Optional<Method> method(String verb, String rawPath) {
        return byPath.find(verb, rawPath).map(PathIndex.Found::value);
    }

    /** The fields by lower camel case name, in the order of their numbers. */
    public Map<String, Field> fields(String message) {
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

    public boolean isMessage(String type) {
        return messages.containsKey(type);
    }

    /** The names of an enum's values, in the order of the published file. */
    public List<String> values(String type) {
        return enumeration(type).map(values -> List.copyOf(values.keySet())).orElse(List.of());
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
            List<Method> methods = new ArrayList<>();
            all.path("methods").forEach(node -> methods.add(method(node)));
            return new Messages(messages, enums, methods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Method method(JsonNode node) {
        return new Method(
                node.path("name").asText(),
                node.path("verb").asText(),
                node.path("path").asText(),
                node.path("body").asText(),
                node.path("request").asText(),
                node.path("response").asText());
    }

    private static Set<String> behaviors(JsonNode names) {
        Set<String> behaviors = new HashSet<>();
        names.forEach(name -> behaviors.add(name.asText()));
        return behaviors;
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
                            behaviors(node.path("behavior"))));
        });
        return fields;
    }
}
