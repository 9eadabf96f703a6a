package dev.greenlight.releases.sweep;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which revisions have passed a health check, counted where they run: two good answers in a row. Safe for several threads. */
final class Gates {
    /** As greenlight.yml of the sweep says. */
    static final int SUCCESSES = 2;

    private final Map<String, Integer> row = new ConcurrentHashMap<>();

    void health(String revision, boolean good) {
        row.merge(revision, good ? 1 : 0, (before, now) -> before >= SUCCESSES ? before : now == 0 ? 0 : before + now);
    }

    boolean passed(String revision) {
        return row.getOrDefault(revision, 0) >= SUCCESSES;
    }
}
