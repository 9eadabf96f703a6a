package dev.greenlight.localcloud.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The documents in memory. */
final class Documents {
    private final SortedMap<String, NavigableMap<String, ObjectNode>> collections = new TreeMap<>();

    Optional<ObjectNode> get(String collection, String key) {
        NavigableMap<String, ObjectNode> documents = collections.get(collection);
        ObjectNode found = documents == null ? null : documents.get(key);
        return found == null ? Optional.empty() : Optional.of(found.deepCopy());
    }

    SortedMap<String, ObjectNode> list(String collection, String prefix) {
        NavigableMap<String, ObjectNode> documents = collections.getOrDefault(collection, new TreeMap<>());
        return prefix.isEmpty() ? documents : documents.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    void apply(Change change) {
        NavigableMap<String, ObjectNode> documents =
                collections.computeIfAbsent(change.collection(), name -> new TreeMap<>());
        ObjectNode value = change.value();
        if (value == null) {
            documents.remove(change.key());
        } else {
            documents.put(change.key(), value);
        }
    }

    List<Change> all() {
        List<Change> all = new ArrayList<>();
        collections.forEach((collection, documents) ->
                documents.forEach((key, value) -> all.add(new Change(collection, key, value))));
        return all;
    }
}
