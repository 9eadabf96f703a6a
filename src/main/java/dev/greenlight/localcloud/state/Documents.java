package dev.greenlight.localcloud.state;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The documents in memory. Safe for use by several threads; nothing here waits for the disk. */
final class Documents {
    private final SortedMap<String, NavigableMap<String, Document>> collections = new TreeMap<>();

    synchronized Optional<Document> get(String collection, String key) {
        NavigableMap<String, Document> documents = collections.get(collection);
        return documents == null ? Optional.empty() : Optional.ofNullable(documents.get(key));
    }

    /** A copy, ordered by key. */
    synchronized SortedMap<String, Document> list(String collection, String prefix) {
        NavigableMap<String, Document> documents = collections.getOrDefault(collection, new TreeMap<>());
        return new TreeMap<>(
                prefix.isEmpty() ? documents : documents.subMap(prefix, true, prefix + Character.MAX_VALUE, false));
    }

    synchronized int count(String collection, String prefix) {
        NavigableMap<String, Document> documents = collections.get(collection);
        return documents == null
                ? 0
                : documents
                        .subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                        .size();
    }

    /** All of them, or for those who read at the same time none of them. */
    synchronized void apply(List<Change> changes) {
        for (Change change : changes) {
            NavigableMap<String, Document> documents =
                    collections.computeIfAbsent(change.collection(), name -> new TreeMap<>());
            Document value = change.value();
            if (value == null) {
                documents.remove(change.key());
            } else {
                documents.put(change.key(), value);
            }
        }
    }

    synchronized List<Change> all() {
        List<Change> all = new ArrayList<>();
        collections.forEach((collection, documents) ->
                documents.forEach((key, value) -> all.add(new Change(collection, key, value))));
        return all;
    }
}
