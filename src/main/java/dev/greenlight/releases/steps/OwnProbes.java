package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.gate.Window;
import dev.greenlight.releases.world.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a new revision's own address for its health while users' requests are watched: a revision that hangs answers nobody, so that the
 * metrics say nothing of it for minutes. What is asked here is taken out of the metrics again.
 */
final class OwnProbes {
    private static final int SHOWN = 5;
    private static final int EVERY = 4;

    private final Scene scene;
    private final Optional<Asking> green;
    private final Asking everybody;
    private final boolean control;
    private final Duration interval;
    private final List<Sent> sent = new ArrayList<>();
    private int failed;
    private Instant next;

    private record Sent(Instant at, Answer answer) {}

    /** @param interval between two readings; a quarter of them are accompanied by a probe */
    OwnProbes(Scene scene, Standing service, Duration interval) {
        this.scene = scene;
        this.interval = interval;
        this.green = service.existing().served().url(Tag.CANDIDATE).map(url -> asking(scene, service, url));
        this.everybody = asking(scene, service, service.url());
        this.control = service.traffic().shares().size() > 1;
        this.next = scene.pace().now();
    }

    private static Asking asking(Scene scene, Standing service, URI address) {
        return new Asking(
                scene.witnesses().prober(),
                service.plan().service(),
                address,
                service.place().token(scene.identity()));
    }

    /** Asks when it is time to; at once again after a failure. */
    void ask() {
        if (green.isEmpty() || (failed == 0 && scene.pace().now().isBefore(next))) {
            return;
        }
        next = scene.pace().now().plus(interval.multipliedBy(EVERY));
        Instant at = scene.pace().now();
        Answer answer = green.get().health();
        sent.add(new Sent(at, answer));
        failed = answer.good() ? 0 : failed + (oursIs(answer) ? 0 : 1);
    }

    /** Whether the fault is on this side: nobody can be reached. */
    private boolean oursIs(Answer answer) {
        return answer instanceof Answer.Unreachable && control && everybody.health() instanceof Answer.Unreachable;
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

    /** The last answers, for a person. */
    List<String> last() {
        return sent.subList(Math.max(0, sent.size() - SHOWN), sent.size()).stream()
                .map(probe -> "health at its own address: " + probe.answer().words())
                .toList();
    }
}
