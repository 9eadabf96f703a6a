package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.proxy.Routes;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The port of each service and each tag; once given it stays until the service is deleted, so that URLs last. A tag that was dropped and comes
 * back gets another one when a program that is not ours has taken its port meanwhile.
 */
final class Ports {
    private static final String COLLECTION = "ports";
    private static final int LAST = 65_535;

    private final Store store;
    private final Routes routes;
    private final String host;
    private final int first;

    /** @param host what URLs name */
    Ports(Store store, Routes routes, String host, int first) {
        this.store = store;
        this.routes = routes;
        this.host = host;
        this.first = first;
    }

    /** @param tag empty for the service itself */
    synchronized int port(ServiceName service, String tag) {
        String key = service.path() + "#" + tag;
        ObjectNode known = store.get(COLLECTION, key).orElse(null);
        if (known != null && (tag.isEmpty() || routes.hold(known.path("port").asInt()))) {
            return known.path("port").asInt();
        }
        int port = free();
        store.put(COLLECTION, key, Json.object().put("port", port));
        return port;
    }

    /** Held at once: what is free now may be another program's when the service comes up. */
    private int free() {
        Set<Integer> taken = new HashSet<>();
        store.list(COLLECTION, "")
                .values()
                .forEach(node -> taken.add(node.path("port").asInt()));
        return IntStream.rangeClosed(first, LAST)
                .filter(port -> !taken.contains(port) && routes.hold(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port from " + first));
    }

    String url(ServiceName service, String tag) {
        return "http://" + host + ":" + port(service, tag);
    }

    /** How many ports tags of a location have, also those that have been dropped. */
    int tags(String parent) {
        String prefix = parent + "/services/";
        return store.count(COLLECTION, prefix) - store.count(Services.COLLECTION, prefix);
    }

    /** Every port the service ever got. */
    synchronized List<Integer> all(ServiceName service) {
        List<Integer> ports = new ArrayList<>();
        store.list(COLLECTION, service.path() + "#")
                .values()
                .forEach(node -> ports.add(node.path("port").asInt()));
        return ports;
    }

    synchronized List<Change> removal(ServiceName service) {
        List<Change> changes = new ArrayList<>();
        store.list(COLLECTION, service.path() + "#")
                .keySet()
                .forEach(key -> changes.add(Change.remove(COLLECTION, key)));
        return changes;
    }
}
