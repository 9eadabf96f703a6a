package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The documents that the page shows, read from where Cloud Run's own parts keep them. */
final class Inventory {
    private final Store store;

    Inventory(Store store) {
        this.store = store;
    }

    /** Those in trouble first, then those that work, then by name. */
    List<ObjectNode> services() {
        List<ObjectNode> all = new ArrayList<>(store.list("services", "").values());
        all.sort(Comparator.comparing((ObjectNode service) -> State.of(service, service.path("terminalCondition")))
                .thenComparing(service -> Words.last(service.path("name").asText())));
        return all;
    }

    /** Newest first. */
    List<ObjectNode> revisions(ObjectNode service) {
        return newest(store.list("revisions", service.path("name").asText() + "/revisions/")
                .values());
    }

    /** Of all jobs, newest first. */
    List<ObjectNode> executions() {
        return newest(store.list("executions", "").values());
    }

    private static List<ObjectNode> newest(Collection<ObjectNode> resources) {
        List<ObjectNode> all = new ArrayList<>(resources);
        all.sort(Comparator.comparing(
                        (ObjectNode resource) -> resource.path("createTime").asText())
                .reversed());
        return all;
    }
}
