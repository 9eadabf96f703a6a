package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.resources.Quotas;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes of tags when a location has too many: those without traffic of the service that gets a new one go, the oldest first.
 *
 * @see <a href="https://cloud.google.com/run/quotas">quotas: revision tags</a>
 */
final class Tags {
    private static final String TAG = "tag";

    private final Store store;
    private final Ports ports;

    Tags(Store store, Ports ports) {
        this.store = store;
        this.ports = ports;
    }

    /**
     * Takes tags out of the wish when it adds one for which there is no room.
     *
     * @param before the service as it is; an empty object for a new one
     * @param wish is changed
     */
    void makeRoom(ServiceName name, ObjectNode before, ObjectNode wish) {
        Set<String> known = tags(before);
        Set<String> wished = tags(wish);
        // A tag's port is kept when the tag is dropped, so there are never more tags than ports.
        if (known.containsAll(wished) || ports.tags(name.parent()) + wished.size() <= Quotas.TAGS) {
            return;
        }
        int[] others = {0};
        store.list(Services.COLLECTION, name.parent() + "/services/").forEach((path, service) -> {
            others[0] += path.equals(name.path()) ? 0 : tags(service).size();
        });
        int over = others[0] + wished.size() - Quotas.TAGS;
        List<String> oldestFirst = new ArrayList<>(known);
        wished.stream().filter(tag -> !known.contains(tag)).forEach(oldestFirst::add);
        ArrayNode traffic = wish.withArray("traffic");
        for (String tag : oldestFirst) {
            if (over > 0 && removed(traffic, tag)) {
                over--;
            }
        }
    }

    /** Whether the tag was there and had no traffic. */
    private static boolean removed(ArrayNode traffic, String tag) {
        for (int i = 0; i < traffic.size(); i++) {
            JsonNode target = traffic.get(i);
            if (target.path(TAG).asText().equals(tag) && target.path("percent").asInt() == 0) {
                traffic.remove(i);
                return true;
            }
        }
        return false;
    }

    private static Set<String> tags(JsonNode service) {
        Set<String> tags = new LinkedHashSet<>();
        for (JsonNode target : service.path("traffic")) {
            if (target.hasNonNull(TAG) && !target.path(TAG).asText().isEmpty()) {
                tags.add(target.path(TAG).asText());
            }
        }
        return tags;
    }
}
