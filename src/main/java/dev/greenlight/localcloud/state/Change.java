package dev.greenlight.localcloud.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One document written or removed.
 *
 * @param value the whole document; null removes it
 */
public record Change(
        String collection, String key, @Nullable Document value) {
    public Change {
        if (collection.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException("a document has a collection and a key");
        }
    }

    /** Writes the object as it is now. */
    public static Change put(String collection, String key, ObjectNode value) {
        return new Change(collection, key, Document.of(value));
    }

    public static Change remove(String collection, String key) {
        return new Change(collection, key, null);
    }
}
