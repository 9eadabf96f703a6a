package dev.greenlight.releases.watch;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.evidence.RequestLog;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Side;
import dev.greenlight.releases.gate.Window;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers what is known of a step so far: by the metrics, and by the request log as long as they are late.
 *
 * <p>Whichever covers more time is taken; the two are never mixed.
 */
public final class Gathering {
    /** Metrics that lag less are left to catch up. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of our own requests so many must be there before a log counts as complete. */
    private static final int LEAST_OWN = 3;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** A request that has come just before another may be entered in the log just after it. */
    private static final Duration DISORDER = Duration.ofSeconds(2);

    private final Metrics metrics;
    private final Logs logs;
    private final InstantSource clock;
    private final Duration pauseOfLog;
    private final Duration recent;
    private final Watched watched;
    private final OwnProbes probes;
    private final Instant start;
    private Instant from;
    private Instant nextLog;
    private Optional<Known> last = Optional.empty();
    private Optional<Known> lastLog = Optional.empty();
    private Optional<Known> shown = Optional.empty();
    private Optional<Evidence> fromLog = Optional.empty();

    /** A reading and the window that it covers. */
    private record Known(Reading.Known counts, Window window) {}

    /**
     * Nothing is read yet.
     *
     * @param recent how long the last part of the time is, which is told apart; a quarter of it lies between two readings of the log
     */
    public Gathering(
            Metrics metrics, Logs logs, InstantSource clock, Duration recent, Watched watched, OwnProbes probes) {
        this.metrics = metrics;
        this.logs = logs;
        this.clock = clock;
        this.recent = recent;
        Duration quarter = recent.dividedBy(4);
        this.pauseOfLog = quarter.compareTo(SHORTEST) < 0 ? SHORTEST : quarter;
        this.watched = watched;
        this.probes = probes;
        this.start = clock.instant();
        this.from = start;
        this.nextLog = start.plus(pauseOfLog);
    }

    /** All that is known by now. */
    public Evidence gather() {
        Evidence read = byMetrics();
        boolean late = read.elapsed().minus(read.covered()).compareTo(PATIENCE) > 0;
        if (late && !clock.instant().isBefore(nextLog)) {
            nextLog = clock.instant().plus(pauseOfLog);
            fromLog = byLog();
        }
        Optional<Evidence> log = fromLog.filter(known -> known.covered().compareTo(read.covered()) > 0);
        shown = log.isPresent() ? lastLog : last;
        return log.map(known -> since(known, read.elapsed())).orElse(read);
    }

    /** When which requests were seen, by what the last evidence rests on; without any, by our own requests. */
    public List<Map<String, Object>> timeline() {
        return Timeline.of(shown.map(known -> known.counts()
                        .points(watched.revisions(), known.window().until()))
                .orElseGet(probes::points));
    }

    private Evidence byMetrics() {
        Instant now = clock.instant();
        return switch (metrics.requests(watched.service(), from, now)) {
            case Reading.Unknown(String why) -> nothing("the metrics could not be read: " + why);
            case Reading.Known counts -> {
                if (lost(counts)) {
                    // What is lost may have been errors: the time of observation begins again.
                    from = now;
                    last = Optional.empty();
                    yield nothing("the metrics count less than before; they are observed anew");
                }
                yield Window.of(counts, watched.revisions())
                        .map(window -> evidence(counts, window, now))
                        .orElseGet(() -> nothing("the metrics say nothing of either revision yet"));
            }
        };
    }

    private boolean lost(Reading.Known now) {
        return last.filter(before -> watched.revisions().stream()
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
        Reading latencies = metrics.latencies(watched.service(), from, now);
        Reading.Known known = latencies instanceof Reading.Known read ? read : new Reading.Known(java.util.Map.of());
        return seen(
                window,
                watched.blue().map(old -> side(old, counts, known, window, Counts.NONE)),
                side(watched.green(), counts, known, window, probes.within(window)),
                counts.counts(watched.green(), last(window).from(), window.until())
                        .without(probes.within(last(window))),
                "metrics");
    }

    private static Side side(
            RevisionName revision, Reading.Known counts, Reading.Known latencies, Window window, Counts own) {
        return new Side(
                counts.counts(revision, window.until()).without(own), latencies.latencies(revision, window.until()));
    }

    /** Empty when the log is not complete: our own requests are looked for in it, since a project may keep some requests out of its log. */
    private Optional<Evidence> byLog() {
        Optional<RequestLog> log = logs.requests(watched.service(), start);
        if (log.isEmpty() || log.get().own().size() < LEAST_OWN) {
            return Optional.empty();
        }
        Window window = new Window(log.get().from(), log.get().own().getLast());
        long expected = probes.answeredBefore(window.until().minus(DISORDER))
                - probes.answeredBefore(window.from().plus(DISORDER));
        Reading.Known users = log.get().users();
        lastLog = Optional.of(new Known(users, window));
        return log.get().own().size() < expected
                ? Optional.empty()
                : Optional.of(seen(
                        window,
                        watched.blue().map(old -> side(old, users, users, window, Counts.NONE)),
                        side(watched.green(), users, users, window, Counts.NONE),
                        users.counts(watched.green(), last(window).from(), window.until()),
                        "request log"));
    }

    private Window last(Window window) {
        Instant begin = window.until().minus(recent);
        return begin.isAfter(window.from()) ? new Window(begin, window.until()) : window;
    }

    private Evidence seen(Window window, Optional<Side> old, Side fresh, Counts lately, String source) {
        return new Evidence(
                fresh,
                old,
                window.length(),
                Duration.between(start, clock.instant()),
                "",
                probes.failedInARow(),
                source,
                lately);
    }

    private Evidence nothing(String why) {
        return new Evidence(
                Side.NONE,
                watched.blue().map(old -> Side.NONE),
                Duration.ZERO,
                Duration.between(start, clock.instant()),
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
                evidence.source(),
                evidence.recent());
    }
}
