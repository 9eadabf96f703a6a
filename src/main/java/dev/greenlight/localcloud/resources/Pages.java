package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.state.Document;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Cloud Run's lists: a hundred at a time unless asked otherwise, a thousand at most. */
public final class Pages {
    private Pages() {}

    /** The page that the call asks for, its elements as {@code field}; only those are read. */
    public static ObjectNode of(SortedMap<String, Document> all, String field, Call call) {
        Comparator<? super String> order = all.comparator() == null ? Comparator.naturalOrder() : all.comparator();
        List<Map.Entry<String, Document>> entries = List.copyOf(all.entrySet());
        return Paging.of(call, 100, 1000)
                .page(
                        entries,
                        Map.Entry::getKey,
                        order,
                        entry -> entry.getValue().read(),
                        field);
    }
}
