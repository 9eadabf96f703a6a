package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.evidence.RequestLog;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Side;
import dev.greenlight.releases.gate.Window;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what is known of a step so far: by the metrics, and by the request log as long as they are late.
 *
 * <p>Whichever covers more time is taken; the two are never mixed.
 */
final class Gathering {
    /** Metrics that lag less are left to catch up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** A request that has come just before another may be entered in the log just after it. */
    private static final Duration DISORDER = Duration.ofSeconds(2);

    private final Scene scene;
    private final ServiceName service;
    private final RevisionName green;
    private final Optional<RevisionName> blue;
    private final OwnProbes probes;
    private final Instant start;
    private Instant from;
    private Instant nextLog;
    private Optional<Known> last = Optional.empty();
    private Optional<Evidence> fromLog = Optional.empty();

    /** A reading and the window that it covers. */
    private record Known(Reading.Known counts, Window window) {}

    Gathering(Scene scene, Standing service, RevisionName green, OwnProbes probes) {
        this.scene = scene;
        this.service = service.name();
        this.green = green;
        this.blue = service.previous()
                .filter(old ->
                        !old.equals(green) && service.traffic().share(old).value() > 0);
        this.probes = probes;
        this.start = scene.pace().now();
        this.from = start;
        this.nextLog = start.plus(pauseOfLog());
    }

    /** All that is known by now. */
    Evidence gather() {
        Evidence metrics = byMetrics();
        boolean late = metrics.elapsed().minus(metrics.covered()).compareTo(PATIENCE) > 0;
        if (late && !scene.pace().now().isBefore(nextLog)) {
            nextLog = scene.pace().now().plus(pauseOfLog());
            fromLog = byLog();
        }
        return fromLog.filter(log -> log.covered().compareTo(metrics.covered()) > 0)
                .map(log -> since(log, metrics.elapsed()))
                .orElse(metrics);
    }

    private Duration pauseOfLog() {
        Duration quarter = scene.gate().observe().dividedBy(4);
        return quarter.compareTo(SHORTEST) < 0 ? SHORTEST : quarter;
    }

    private Evidence byMetrics() {
        Instant now = scene.pace().now();
        return switch (scene.witnesses().metrics().requests(service, from, now)) {
            case Reading.Unknown(String why) -> nothing("the metrics could not be read: " + why);
            case Reading.Known counts -> {
                if (lost(counts)) {
                    // What is lost may have been errors: the time of observation begins again.
                    from = now;
                    last = Optional.empty();
                    yield nothing("the metrics count less than before; they are observed anew");
                }
                yield Window.of(counts, revisions())
                        .map(window -> evidence(counts, window, now))
                        .orElseGet(() -> nothing("the metrics say nothing of either revision yet"));
            }
        };
    }

    private boolean lost(Reading.Known now) {
        return last.filter(before -> revisions().stream()
                        .anyMatch(revision -> now.counts(
                                                revision, before.window().until())
                                        .requests()
                                < before.counts()
                                        .counts(revision, before.window().until())
                                        .requests()))
                .isPresent();
    }

    private Evidence evidence(Reading.Known counts, Window window, Instant now) {
        last = Optional.of(new Known(counts, window));
        Reading latencies = scene.witnesses().metrics().latencies(service, from, now);
        Reading.Known known = latencies instanceof Reading.Known read ? read : new Reading.Known(java.util.Map.of());
        return seen(
                window,
                blue.map(old -> side(old, counts, known, window, Counts.NONE)),
                side(green, counts, known, window, probes.within(window)),
                "metrics");
    }

    private static Side side(
            RevisionName revision, Reading.Known counts, Reading.Known latencies, Window window, Counts own) {
        return new Side(
                counts.counts(revision, window.until()).without(own), latencies.latencies(revision, window.until()));
    }

    /** Empty when the log is not complete: our own requests are looked for in it, since a project may keep some requests out of its log. */
    private Optional<Evidence> byLog() {
        Optional<RequestLog> log = scene.witnesses().logs().requests(service, start);
        if (log.isEmpty() || log.get().own().isEmpty()) {
            return Optional.empty();
        }
        Window window = new Window(log.get().from(), log.get().own().getLast());
        long expected = probes.answeredBefore(window.until().minus(DISORDER))
                - probes.answeredBefore(window.from().plus(DISORDER));
        Reading.Known users = log.get().users();
        return log.get().own().size() < expected
                ? Optional.empty()
                : Optional.of(seen(
                        window,
                        blue.map(old -> side(old, users, users, window, Counts.NONE)),
                        side(green, users, users, window, Counts.NONE),
                        "request log"));
    }

    private List<RevisionName> revisions() {
        return blue.map(old -> List.of(green, old)).orElse(List.of(green));
    }

    private Evidence seen(Window window, Optional<Side> old, Side fresh, String source) {
        return new Evidence(fresh, old, window.length(), scene.pace().since(start), "", probes.failedInARow(), source);
    }

    private Evidence nothing(String why) {
        return new Evidence(
                Side.NONE,
                blue.map(old -> Side.NONE),
                Duration.ZERO,
                scene.pace().since(start),
                why,
                probes.failedInARow(),
                "nothing");
    }

    private Evidence since(Evidence evidence, Duration elapsed) {
        return new Evidence(
                evidence.green(),
                evidence.blue(),
                evidence.covered(),
                elapsed,
                "",
                probes.failedInARow(),
                evidence.source());
    }
}
