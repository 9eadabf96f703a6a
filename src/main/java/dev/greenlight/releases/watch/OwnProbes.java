package dev.greenlight.releases.watch;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.evidence.Point;
import dev.greenlight.releases.gate.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a new revision's own address for its health while users' requests are watched: a revision that hangs answers nobody, so that the
 * metrics say nothing of it for minutes. What is asked here is taken out of the metrics again.
 */
public final class OwnProbes {
    private static final int SHOWN = 5;
    private static final int EVERY = 4;

    private final InstantSource clock;
    private final Optional<Supplier<Answer>> green;
    private final Optional<Supplier<Answer>> everybody;
    private final Duration interval;
    private final List<Sent> sent = new ArrayList<>();
    private int failed;
    private Instant next;

    private record Sent(Instant at, Answer answer) {}

    /**
     * Nothing is asked yet.
     *
     * @param interval between two readings; a quarter of them are accompanied by a probe
     * @param green asks the new revision; empty when it has no address of its own
     * @param everybody asks the public address; empty when only the new revision would answer there
     */
    public OwnProbes(
            InstantSource clock,
            Duration interval,
            Optional<Supplier<Answer>> green,
            Optional<Supplier<Answer>> everybody) {
        this.clock = clock;
        this.interval = interval;
        this.green = green;
        this.everybody = everybody;
        this.next = clock.instant();
    }

    /** Asks when it is time to; at once again after a failure. */
    public void ask() {
        if (green.isEmpty() || (failed == 0 && clock.instant().isBefore(next))) {
            return;
        }
        next = clock.instant().plus(interval.multipliedBy(EVERY));
        Instant at = clock.instant();
        Answer answer = green.get().get();
        sent.add(new Sent(at, answer));
        failed = answer.good() ? 0 : failed + (oursIs(answer) ? 0 : 1);
    }

    /** Whether the fault is on this side: nobody can be reached. */
    private boolean oursIs(Answer answer) {
        return answer instanceof Answer.Unreachable
                && everybody.isPresent()
                && everybody.get().get() instanceof Answer.Unreachable;
    }

    int failedInARow() {
        return failed;
    }

    /** What the metrics have counted of these, in a window. */
    Counts within(Window window) {
        return sent.stream()
                .filter(probe ->
                        !probe.at().isBefore(window.from()) && probe.at().isBefore(window.until()))
                .map(probe -> switch (probe.answer()) {
                    case Answer.Answered answered -> new Counts(1, answered.status() >= 500 ? 1 : 0);
                    case Answer.Unreachable unreachable -> Counts.NONE;
                })
                .reduce(Counts.NONE, Counts::plus);
    }

    /** How many were answered before then. */
    long answeredBefore(Instant time) {
        return sent.stream()
                .filter(probe -> probe.at().isBefore(time) && probe.answer() instanceof Answer.Answered)
                .count();
    }

    /** All that were sent, each at its moment; one without an answer has failed. */
    List<Point> points() {
        return sent.stream()
                .map(probe -> new Point(
                        probe.at(), probe.at(), new Counts(1, probe.answer().good() ? 0 : 1), Latencies.NONE))
                .toList();
    }

    /** The last answers, for a person. */
    public List<String> last() {
        return sent.subList(Math.max(0, sent.size() - SHOWN), sent.size()).stream()
                .map(probe -> "health at its own address: " + probe.answer().words())
                .toList();
    }
}
