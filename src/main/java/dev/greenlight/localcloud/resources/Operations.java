package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Long-running operations: made undone together with the write that they stand for, done later. */
public final class Operations {
    static final String COLLECTION = "operations";
    private static final String TYPE = "type.googleapis.com/google.cloud.run.v2.";

    private static final int MOST_DONE = 1_000;
    /** So many are forgotten with one write. */
    private static final int TOGETHER = 500;

    private final Store store;
    private final Clock clock;
    /** The names of those that are done, in the order of their ends. */
    private final Deque<String> done = new ArrayDeque<>();

    private final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();

    public Operations(Store store) {
        this(store, Clock.systemUTC());
    }

    Operations(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
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
        List<Change> old = new ArrayList<>();
        synchronized (done) {
            done.add(name);
            while (done.size() >= MOST_DONE + TOGETHER || !old.isEmpty() && done.size() > MOST_DONE) {
                old.add(Change.remove(COLLECTION, done.remove()));
            }
            while (isOld(done.peek())) {
                old.add(Change.remove(COLLECTION, done.remove()));
            }
        }
        if (!old.isEmpty()) {
            store.apply(old);
        }
    }

    /** Whether it was done more than a day ago. One that somebody has deleted is not kept in mind either. */
    private boolean isOld(@Nullable String name) {
        return name != null
                && store.get(COLLECTION, name)
                        .map(operation -> time(operation).compareTo(dayAgo()) < 0)
                        .orElse(true);
    }

    private String dayAgo() {
        return clock.instant().minus(Duration.ofDays(1)).toString();
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
        String before = dayAgo();
        List<ObjectNode> ended = new ArrayList<>(store.list(COLLECTION, "").values());
        ended.removeIf(operation -> !operation.path("done").asBoolean());
        ended.sort(Comparator.comparing(Operations::time));
        int young = Math.max(0, ended.size() - MOST_DONE);
        List<Change> old = new ArrayList<>();
        synchronized (done) {
            for (int i = 0; i < ended.size(); i++) {
                String name = ended.get(i).path("name").asText();
                if (i < young || time(ended.get(i)).compareTo(before) < 0) {
                    old.add(Change.remove(COLLECTION, name));
                } else {
                    done.add(name);
                }
            }
        }
        if (!old.isEmpty()) {
            store.apply(old);
        }
    }

    private static String time(ObjectNode operation) {
        return operation.at("/metadata/updateTime").asText("");
    }

    private static ObjectNode any(String message, ObjectNode resource) {
        ObjectNode any = Json.object().put("@type", TYPE + message);
        any.setAll(resource.deepCopy());
        return any;
    }
}
