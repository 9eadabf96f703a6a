package dev.greenlight.localcloud.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A JSON object as its text in UTF-8: a tenth of the memory of a tree of nodes, and safe to share because nobody can change it. */
public final class Document {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final byte[] json;

    /** @param json the text of one object, which the document keeps */
    Document(byte[] json) {
        this.json = json;
    }

    /** The text of the object as it is now. */
    public static Document of(ObjectNode object) {
        try {
            return new Document(MAPPER.writeValueAsString(object).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    /** A new tree, the caller's own. */
    public ObjectNode read() {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored document is JSON", e);
        }
    }

    /** The value of a field of the object itself, read as far as to that field; empty when it is absent or not a text. */
    public String text(String field) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? parser.getText() : "";
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("a stored document is JSON", e);
        }
    }

    byte[] json() {
        return json;
    }
}
