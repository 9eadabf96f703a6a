package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as Google's front end reads and writes it: strict, a name at most once, nothing after the document. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int SHOWN = 20;

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What is wrong with a text, with the place in it, as Google's parser says it. */
    static String fault(JsonProcessingException e, String text) {
        String what = switch (e) {
            case JsonEOFException end -> "Unexpected end of string.";
            case MismatchedInputException trailing -> "Parsing terminated before end of input.";
            default ->
                e.getOriginalMessage().startsWith("Duplicate") ? e.getOriginalMessage() + "." : "Unexpected token.";
        };
        // A parser of bytes counts bytes, one of characters counts characters.
        JsonLocation place = e.getLocation();
        int at = place == null ? 0 : (int) Math.max(0, Math.max(place.getCharOffset(), place.getByteOffset()));
        int from = Math.max(0, Math.min(at, text.length()) - SHOWN);
        String before = text.substring(from, Math.min(at, text.length()));
        String after = text.substring(from + before.length(), Math.min(text.length(), from + before.length() + SHOWN));
        String shown = (before + after).replaceAll("\\p{Cntrl}", " ");
        return what + "\n" + shown + "\n" + " ".repeat(before.length()) + "^";
    }

    /** The document as UTF-8, on one line. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
