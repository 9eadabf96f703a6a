package dev.greenlight.checks.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Reads a report that has to be one whole JSON value: what is cut off or followed by anything is none. */
public final class JsonReport {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonReport() {}

    /** The value; empty when the text is not exactly one. */
    public static Optional<JsonNode> parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root == null || root.isMissingNode() ? Optional.empty() : Optional.of(root);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A member's text, or the other when it is absent, blank or no text. */
    public static String text(JsonNode node, String member, String other) {
        String text = node.path(member).asText("");
        return text.isBlank() || text.equals("null") ? other : text;
    }
}
