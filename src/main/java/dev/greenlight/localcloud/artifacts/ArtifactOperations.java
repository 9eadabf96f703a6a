package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.List;
import java.util.UUID;

/** Operations: done as soon as they are begun, but, as in Google's, only a second look says so. */
final class ArtifactOperations {
    private static final String COLLECTION = "artifactOperations";
    private static final String TYPE = "type.googleapis.com/google.devtools.artifactregistry.v1.OperationMetadata";

    private static final int KEPT = 100;

    private final Store store;

    ArtifactOperations(Store store) {
        this.store = store;
    }

    void register(Api api) {
        api.on("GET", "/v1/projects/{p}/locations/{l}/operations/{o}", this::get);
    }

    /** Keeps the result and answers the operation as begun. */
    Reply begin(RepositoryName name, ObjectNode response) {
        String path = name.parent() + "/operations/" + ordered();
        ObjectNode operation = Json.object();
        operation.putObject("metadata").put("@type", TYPE);
        operation.put("name", path);
        ObjectNode done = operation.deepCopy().put("done", true);
        done.set("response", response);
        store.put(COLLECTION, path, done);
        prune(name.parent());
        return Reply.json(operation);
    }

    /** A time-ordered id, so that the oldest operations are the first of their location. */
    private static UUID ordered() {
        UUID random = UUID.randomUUID();
        long version = 0x7000 | random.getMostSignificantBits() & 0xfff;
        return new UUID(System.currentTimeMillis() << 16 | version, random.getLeastSignificantBits());
    }

    /** Forgets all but the newest hundred of a location. */
    private void prune(String parent) {
        List<Change> all = store.list(COLLECTION, parent + "/operations/").keySet().stream()
                .map(key -> Change.remove(COLLECTION, key))
                .toList();
        if (all.size() > 2 * KEPT) {
            store.apply(all.subList(0, all.size() - KEPT));
        }
    }

    private Reply get(Call call) {
        String path = "projects/" + call.variable("p") + "/locations/" + call.variable("l") + "/operations/"
                + call.variable("o");
        return Reply.json(store.get(COLLECTION, path).orElseThrow(Repositories::notFound));
    }
}
