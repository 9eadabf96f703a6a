package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations that are done, and for how long they are remembered: a day, and no more than a thousand or so. */
final class DoneOperations {
    private static final int MOST = 1_000;
    /** So many are forgotten with one write. */
    private static final int TOGETHER = 500;

    private final Store store;
    private final Clock clock;
    /** Their names in the order of their ends. */
    private final Deque<String> names = new ArrayDeque<>();

    DoneOperations(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Remembers one more, and forgets the oldest. */
    void ended(String name) {
        List<Change> old = new ArrayList<>();
        synchronized (names) {
            names.add(name);
            while (names.size() >= MOST + TOGETHER || !old.isEmpty() && names.size() > MOST) {
                old.add(Change.remove(Operations.COLLECTION, names.remove()));
            }
            while (isOld(names.peek())) {
                old.add(Change.remove(Operations.COLLECTION, names.remove()));
            }
        }
        forget(old);
    }

    private void forget(List<Change> old) {
        if (!old.isEmpty()) {
            store.apply(old);
        }
    }

    /** One that somebody has deleted is not kept in mind either. */
    private boolean isOld(@Nullable String name) {
        return name != null
                && store.get(Operations.COLLECTION, name)
                        .map(operation -> time(operation).compareTo(dayAgo()) < 0)
                        .orElse(true);
    }

    /** Takes over what an earlier server has left. */
    void prune() {
        String before = dayAgo();
        List<ObjectNode> ended =
                new ArrayList<>(store.list(Operations.COLLECTION, "").values());
        ended.removeIf(operation -> !operation.path("done").asBoolean());
        ended.sort(Comparator.comparing(DoneOperations::time));
        int young = Math.max(0, ended.size() - MOST);
        List<Change> old = new ArrayList<>();
        synchronized (names) {
            for (int i = 0; i < ended.size(); i++) {
                String name = ended.get(i).path("name").asText();
                if (i < young || time(ended.get(i)).compareTo(before) < 0) {
                    old.add(Change.remove(Operations.COLLECTION, name));
                } else {
                    names.add(name);
                }
            }
        }
        forget(old);
    }

    private String dayAgo() {
        return clock.instant().minus(Duration.ofDays(1)).toString();
    }

    private static String time(ObjectNode operation) {
        return operation.at("/metadata/updateTime").asText("");
    }
}
