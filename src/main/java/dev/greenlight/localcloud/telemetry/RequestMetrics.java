package dev.greenlight.localcloud.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The answered requests of all revisions, as series. */
final class RequestMetrics {
    /** What tells one series from another. */
    record Key(ServingRevision revision, int status) {
        String statusClass() {
            return status / 100 + "xx";
        }
    }

    /** A series as asked for. */
    record Found(Key key, List<Series.Point> points) {}

    private static final Comparator<Found> BY_NAME =
            Comparator.comparing(found -> found.key().toString());

    private final TelemetrySettings settings;
    private final Clock clock;
    private final Map<Key, Series> all = new ConcurrentHashMap<>();

    RequestMetrics(TelemetrySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void add(ServingRevision revision, ServedRequest request) {
        all.computeIfAbsent(new Key(revision, request.status()), key -> new Series(settings.period()))
                .add(clock.instant(), request.latency());
    }

    /** The series with points in the interval that have been published by now, in a stable order. */
    List<Found> find(Predicate<Key> wanted, Instant start, Instant end) {
        Instant published = clock.instant().minus(settings.lag());
        Instant last = end.isBefore(published) ? end : published;
        return all.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(entry -> new Found(entry.getKey(), entry.getValue().points(start, last)))
                .filter(found -> !found.points().isEmpty())
                .sorted(BY_NAME)
                .toList();
    }
}
