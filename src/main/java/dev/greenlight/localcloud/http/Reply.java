package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a {@link Call}.
 *
 * @param headers beside Content-Type
 */
public record Reply(int status, String contentType, Map<String, String> headers, byte[] content) {
    private static final String JSON = "application/json; charset=UTF-8";

    public Reply {
        headers = Map.copyOf(headers);
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
    }

    /** 200 with a document. */
    public static Reply json(JsonNode document) {
        return json(200, document);
    }

    public static Reply json(int status, JsonNode document) {
        return new Reply(status, JSON, Map.of(), Json.bytes(document));
    }

    /** 200 with {@code {}}, which is {@code google.protobuf.Empty}. */
    public static Reply empty() {
        return json(Json.object());
    }

    public static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=UTF-8", Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a refusal. */
    public static Reply of(ApiError error) {
        return json(error.status().http(), error.toJson());
    }
}
