package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Google's front end does with every call of a published method: query parameters may come in either spelling and must be fields of
 * the request; enums are answered as numbers when the client asks for it. Other paths pass untouched.
 *
 * @see <a href="https://cloud.google.com/apis/docs/system-parameters">System parameters</a>
 */
public final class Transcoding implements Api.Filter {
    private static final Set<String> SYSTEM = Set.of(
            "access_token",
            "alt",
            "callback",
            "fields",
            "key",
            "oauth_token",
            "pp",
            "prettyPrint",
            "quotaUser",
            "trace",
            "uploadType",
            "upload_protocol",
            "userIp",
            "userProject");

    @Override
    public Reply answer(Call call, Api.Handler handler) throws Exception {
        Optional<Method> method = messages().method(call.method(), call.path());
        if (method.isEmpty()) {
            return handler.answer(call);
        }
        Reply reply = handler.answer(call.withQuery(query(method.get().request(), call)));
        boolean numbers = call.parameter("$alt").orElse("").contains("enum-encoding=int");
        return numbers ? numbered(method.get().response(), reply) : reply;
    }

    private Map<String, List<String>> query(String request, Call call) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        call.query().forEach((name, values) -> {
            String known = name.startsWith("$") || SYSTEM.contains(name) ? name : field(request, name);
            query.computeIfAbsent(known, key -> new ArrayList<>()).addAll(values);
        });
        return query;
    }

    /** The parameter in JSON spelling; it may reach into a message of the request, with dots. */
    private String field(String request, String parameter) {
        List<String> names = new ArrayList<>();
        String message = request;
        for (String part : parameter.split("\\.", -1)) {
            Optional<Field> field = messages().isMessage(message) ? messages().field(message, part) : Optional.empty();
            if (field.isEmpty()) {
                String description = "Invalid JSON payload received. Unknown name \"" + parameter
                        + "\": Cannot bind query parameter. Field '" + parameter
                        + "' could not be found in request message.";
                throw ApiError.badField("", description, description);
            }
            names.add(field.get().name());
            message = field.get().type();
        }
        return String.join(".", names);
    }

    private Reply numbered(String response, Reply reply) throws IOException {
        JsonNode document = Json.MAPPER.readTree(reply.content());
        return document instanceof ObjectNode object ? Reply.json(reply.status(), numbered(response, object)) : reply;
    }

    private ObjectNode numbered(String type, ObjectNode document) {
        String suffix = document.path("@type").asText().replaceFirst(".*/", "");
        String message = suffix.isEmpty() ? type : suffix;
        if (!messages().isMessage(message)) {
            return document;
        }
        messages().fields(message).values().forEach(field -> {
            JsonNode value = document.get(field.name());
            if (value != null) {
                document.set(field.name(), numbered(field, value));
            }
        });
        return document;
    }

    private JsonNode numbered(Field field, JsonNode value) {
        if (field.shape() == Field.Shape.LIST && value.isArray()) {
            ArrayNode list = Json.MAPPER.createArrayNode();
            value.forEach(element -> list.add(single(field.type(), element)));
            return list;
        }
        if (field.shape() == Field.Shape.MAP && value instanceof ObjectNode map) {
            ObjectNode copy = Json.object();
            map.properties().forEach(entry -> copy.set(entry.getKey(), single(field.type(), entry.getValue())));
            return copy;
        }
        return single(field.type(), value);
    }

    /** Asked for late, since reading them is a part of the start that others need not wait for. */
    private static Messages messages() {
        return Messages.published();
    }

    private JsonNode single(String type, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return numbered(type, object);
        }
        return messages()
                .enumeration(type)
                .map(values -> values.get(value.asText()))
                .<JsonNode>map(IntNode::valueOf)
                .orElse(value);
    }
}
