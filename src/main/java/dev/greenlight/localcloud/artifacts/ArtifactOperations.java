package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.state.Store;
import java.util.UUID;

/** Operations: done as soon as they are begun, but, as in Google's, only a second look says so. */
final class ArtifactOperations {
    private static final String COLLECTION = "artifactOperations";
    private static final String TYPE = "type.googleapis.com/google.devtools.artifactregistry.v1.OperationMetadata";

    private final Store store;

    ArtifactOperations(Store store) {
        this.store = store;
    }

    void register(Api api) {
        api.on("GET", "/v1/projects/{p}/locations/{l}/operations/{o}", this::get);
    }

    /** Keeps the result and answers the operation as begun. */
    Reply begin(RepositoryName name, ObjectNode response) {
        String path = name.parent() + "/operations/" + UUID.randomUUID();
        ObjectNode operation = Json.object();
        operation.putObject("metadata").put("@type", TYPE);
        operation.put("name", path);
        ObjectNode done = operation.deepCopy().put("done", true);
        done.set("response", response);
        store.put(COLLECTION, path, done);
        return Reply.json(operation);
    }

    private Reply get(Call call) {
        String path = "projects/" + call.variable("p") + "/locations/" + call.variable("l") + "/operations/"
                + call.variable("o");
        return Reply.json(store.get(COLLECTION, path).orElseThrow(Repositories::notFound));
    }
}
