package dev.greenlight.releases.charts;

import dev.greenlight.releases.run.Chronicle;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one service's traffic.
 *
 * @param service the Cloud Run service
 * @param revision whose share is told
 * @param start when the run began
 * @param end when it ended; not before the start
 * @param shares the revision's share, each from a moment on, in order; the first from the start on
 * @param seen requests that were seen, in order of their beginning
 */
public record Course(String service, String revision, Instant start, Instant end, List<Share> shares, List<Seen> seen) {
    public Course {
        shares = List.copyOf(shares);
        seen = List.copyOf(seen);
        if (end.isBefore(start) || shares.isEmpty()) {
            throw new IllegalArgumentException("a course begins with a share and ends after it began: " + service);
        }
    }

    /** @param percent 0 to 100 */
    public record Share(Instant since, int percent) {}

    /** Requests of a stretch of time, of whichever revision answered. */
    public record Seen(Instant from, Instant until, long requests, long errors) {}

    /**
     * The course of a service's traffic.
     *
     * @param before the revision's share before the run
     * @param entries what happened, to all services
     * @return empty when its share never changed
     */
    public static Optional<Course> of(
            ServiceName service, RevisionName revision, Percent before, List<Chronicle.Entry> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Instant start = entries.stream()
                .map(entry -> entry.at().minus(entry.took()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = entries.stream()
                .map(Chronicle.Entry::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Share> shares = new ArrayList<>(List.of(new Share(start, before.value())));
        List<Seen> seen = new ArrayList<>();
        for (Chronicle.Entry entry : entries) {
            for (Map<String, Object> figures : entry.figures()) {
                if (service.value().equals(figures.get("service"))) {
                    share(figures, revision, entry.at())
                            .filter(next -> next.percent() != shares.getLast().percent())
                            .ifPresent(shares::add);
                    seen.addAll(seen(figures));
                }
            }
        }
        seen.sort(Comparator.comparing(Seen::from));
        return shares.size() == 1
                ? Optional.empty()
                : Optional.of(new Course(service.value(), revision.value(), start, end, shares, seen));
    }

    private static Optional<Share> share(Map<String, Object> figures, RevisionName revision, Instant at) {
        if (!(figures.get("traffic") instanceof Map<?, ?> shares)) {
            return Optional.empty();
        }
        int percent = shares.get(revision.value()) instanceof Integer share ? share : 0;
        return Optional.of(new Share(time(figures.get("since")).orElse(at), percent));
    }

    private static List<Seen> seen(Map<String, Object> figures) {
        List<Seen> seen = new ArrayList<>();
        if (figures.get("seen") instanceof List<?> stretches) {
            for (Object each : stretches) {
                if (each instanceof Map<?, ?> stretch) {
                    stretch(stretch).ifPresent(seen::add);
                }
            }
        }
        return seen;
    }

    private static Optional<Seen> stretch(Map<?, ?> stretch) {
        Optional<Instant> from = time(stretch.get("from"));
        Optional<Instant> until = time(stretch.get("until"));
        return from.isPresent()
                        && until.isPresent()
                        && stretch.get("requests") instanceof Long requests
                        && stretch.get("errors") instanceof Long errors
                ? Optional.of(new Seen(from.get(), until.get(), requests, errors))
                : Optional.empty();
    }

    private static Optional<Instant> time(@org.jspecify.annotations.Nullable Object text) {
        try {
            return text instanceof String time ? Optional.of(Instant.parse(time)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** How long the run took; at least a millisecond, so that it can be divided by. */
    Duration length() {
        Duration length = Duration.between(start, end);
        return length.toMillis() < 1 ? Duration.ofMillis(1) : length;
    }

    /** Seconds since the start, not before it and not after the end. */
    double seconds(Instant time) {
        double seconds = Duration.between(start, time).toMillis() / 1000.0;
        return Math.clamp(seconds, 0, length().toMillis() / 1000.0);
    }

    long requests() {
        return seen.stream().mapToLong(Seen::requests).sum();
    }

    long errors() {
        return seen.stream().mapToLong(Seen::errors).sum();
    }
}
