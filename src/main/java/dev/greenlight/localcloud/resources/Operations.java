package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Long-running operations: made undone together with the write that they stand for, done later. */
public final class Operations {
    static final String COLLECTION = "operations";
    private static final String TYPE = "type.googleapis.com/google.cloud.run.v2.";

    private final Store store;
    private final DoneOperations done;
    private final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();

    public Operations(Store store) {
        this(store, Clock.systemUTC());
    }

    Operations(Store store, Clock clock) {
        this.store = store;
        this.done = new DoneOperations(store, clock);
    }

    /**
     * A new operation, not yet stored.
     *
     * @param parent {@code projects/<p>/locations/<l>}
     * @param message the short name of the result's message, {@code Service} for instance
     */
    public static ObjectNode begin(String parent, String message, ObjectNode resource) {
        ObjectNode operation = Json.object().put("name", parent + "/operations/" + UUID.randomUUID());
        operation.set("metadata", any(message, resource));
        return operation;
    }

    /** An operation that is over as soon as it is made, as a dry run's is. */
    public static ObjectNode done(String parent, String message, ObjectNode resource) {
        ObjectNode operation = begin(parent, message, resource).put("done", true);
        operation.set("response", any(message, resource));
        return operation;
    }

    public static Change store(ObjectNode operation) {
        return Change.put(COLLECTION, operation.path("name").asText(), operation);
    }

    /** The change that ends an operation well. */
    public Change succeed(String name, String message, ObjectNode resource) {
        ObjectNode operation = get(name).put("done", true);
        operation.set("metadata", any(message, resource));
        operation.set("response", any(message, resource));
        return store(operation);
    }

    /** The change that ends an operation badly. */
    public Change fail(String name, String message, ObjectNode resource, ApiError error) {
        ObjectNode operation = get(name).put("done", true);
        operation.set("metadata", any(message, resource));
        operation.set("error", error.toRpcStatus());
        return store(operation);
    }

    /** Wakes those who wait, and forgets the oldest; to be called after the change that ended the operation was stored. */
    public void announce(String name) {
        CountDownLatch latch = waiting.remove(name);
        if (latch != null) {
            latch.countDown();
        }
        done.ended(name);
    }

    public ObjectNode get(String name) {
        return store.get(COLLECTION, name)
                .orElseThrow(() -> ApiError.notFound("Operation '" + name + "' was not found."));
    }

    /** The operation as soon as it is done, or as it is when the limit is over. */
    public ObjectNode await(String name, Duration limit) throws InterruptedException {
        get(name);
        CountDownLatch latch = waiting.computeIfAbsent(name, key -> new CountDownLatch(1));
        // Looked at again now that the latch is in place: it may have ended in between, and then nobody opens the
        // latch.
        if (get(name).path("done").asBoolean()) {
            waiting.remove(name, latch);
        } else {
            latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        return get(name);
    }

    /** Forgets what was done more than a day ago, and of the rest all but the newest thousand. To be called when nothing is under way. */
    public void prune() {
        done.prune();
    }

    private static ObjectNode any(String message, ObjectNode resource) {
        ObjectNode any = Json.object().put("@type", TYPE + message);
        any.setAll(resource.deepCopy());
        return any;
    }
}
