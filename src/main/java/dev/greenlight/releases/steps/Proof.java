package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.evidence.Point;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.gate.Expected;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.gate.ServingGate;
import dev.greenlight.releases.gate.Sighting;
import dev.greenlight.releases.watch.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Proves once at a service's address which revision serves it. */
public final class Proof {
    private static final Duration FAST = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofMillis(150);
    private static final int SHOWN = 5;

    private final Scene scene;
    private final Duration limit;
    private final List<Point> asked = new ArrayList<>();

    /** @param limit how long the proof may take */
    public Proof(Scene scene, Duration limit) {
        this.scene = scene;
        this.limit = limit;
    }

    /** Asks until enough answers in a row came from the revision, or the limit is reached. */
    public StepEnding prove(Place place, Expected expected) {
        Asking asking =
                new Asking(scene.witnesses().prober(), place.service(), place.url(), place.token(scene.identity()));
        ServingGate gate = new ServingGate(scene.gate().successes(), limit, expected.revision());
        Instant start = scene.pace().now();
        List<Sighting> seen = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        while (true) {
            look(asking, expected, seen, pending);
            if (pending.stream().anyMatch(id -> !id.isEmpty())) {
                name(place, seen, pending, start);
            }
            Duration took = scene.pace().since(start);
            switch (gate.judge(seen, took)) {
                case Judgement.Passed(String words) -> {
                    return new StepEnding.Done(words, numbers(took));
                }
                case Judgement.Failed(String words) -> {
                    return new StepEnding.Failed(
                            "it is not proven that " + expected.revision() + " serves " + place.url() + ": " + words,
                            last(seen),
                            new Trail.OfRevision(place.name(), expected.revision()),
                            numbers(took));
                }
                case Judgement.Inconclusive inconclusive ->
                    scene.pace().pause(seen.getLast().of(expected.revision()) ? FAST : SLOW);
            }
        }
    }

    private Map<String, Object> numbers(Duration took) {
        return Map.of("probes", asked.size(), "seconds", took.toMillis() / 1000.0, "seen", Timeline.of(asked));
    }

    private Answer noted(Answer answer) {
        Instant now = scene.pace().now();
        asked.add(new Point(now, now, new Counts(1, answer.good() ? 0 : 1), Latencies.NONE));
        return answer;
    }

    /** Asks once more. A service that does not name its revision is known by the request log, which is written a moment later. */
    private void look(Asking asking, Expected expected, List<Sighting> seen, List<String> pending) {
        String id = UUID.randomUUID().toString();
        Optional<Answer> version = asking.version(id);
        Answer answer = noted(version.orElseGet(() -> asking.health(id)));
        Sighting sighting = version.isPresent()
                ? expected.in(answer)
                : new Sighting.Unnamed(
                        answer.good() ? "the request log does not name who answered yet" : answer.words());
        boolean unnamed = sighting instanceof Sighting.Unnamed && answer.good();
        seen.add(sighting);
        pending.add(unnamed && (version.isEmpty() || !expected.alone()) ? id : "");
    }

    private void name(Place place, List<Sighting> seen, List<String> pending, Instant start) {
        for (int i = 0; i < pending.size(); i++) {
            int at = i;
            if (!pending.get(i).isEmpty()) {
                scene.witnesses()
                        .logs()
                        .answeredBy(place.name(), pending.get(i), start)
                        .ifPresent(revision -> {
                            seen.set(at, new Sighting.Named(revision.value()));
                            pending.set(at, "");
                        });
            }
        }
    }

    private static List<String> last(List<Sighting> seen) {
        return seen.subList(Math.max(0, seen.size() - SHOWN), seen.size()).stream()
                .map(Sighting::words)
                .toList();
    }
}
