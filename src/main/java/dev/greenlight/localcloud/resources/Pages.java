package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Paging;
import java.util.Collection;
import java.util.List;

/** Cloud Run's lists: a hundred at a time unless asked otherwise, a thousand at most. */
public final class Pages {
    private Pages() {}

    /** The page that the call asks for, its elements as {@code field}. */
    public static ObjectNode of(Collection<ObjectNode> all, String field, Call call) {
        return Paging.of(call, 100, 1000).page(List.copyOf(all), field);
    }
}
