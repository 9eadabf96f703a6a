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
        Sightings sightings = new Sightings();
        while (true) {
            if (!sightings.awaited(
                    expected.revision(), gate.successes(), scene.pace().now())) {
                look(asking, expected, sightings);
            }
            Duration took = scene.pace().since(start);
            sightings.ask(scene.witnesses().logs(), place.name(), scene.pace().now(), took.compareTo(limit) >= 0);
            // Answers of which nobody can tell yet who gave them do not speak against those before them.
            List<Sighting> told = sightings.told();
            if (gate.judge(told, took) instanceof Judgement.Passed(String words)) {
                return new StepEnding.Done(words, numbers(took));
            }
            List<Sighting> all = sightings.all();
            boolean others = told.stream().anyMatch(sighting -> !sighting.of(expected.revision()));
            if (gate.judge(others ? told : all, took) instanceof Judgement.Failed(String words)) {
                return new StepEnding.Failed(
                        "it is not proven that " + expected.revision() + " serves " + place.url() + ": " + words
                                + sightings.trouble(),
                        last(all),
                        new Trail.OfRevision(place.name(), expected.revision()),
                        numbers(took));
            }
            scene.pace().pause(all.getLast().of(expected.revision()) ? FAST : SLOW);
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
    private void look(Asking asking, Expected expected, Sightings sightings) {
        String id = UUID.randomUUID().toString();
        Instant asked = scene.pace().now();
        Optional<Answer> version = asking.version(id);
        Answer answer = noted(version.orElseGet(() -> asking.health(id)));
        Sighting sighting = version.isPresent()
                ? expected.in(answer)
                : new Sighting.Unnamed(
                        answer.good() ? "the request log does not name who answered yet" : answer.words());
        boolean unnamed = sighting instanceof Sighting.Unnamed && answer.good();
        if (unnamed && (version.isEmpty() || !expected.alone())) {
            sightings.add(sighting, id, asked);
        } else {
            sightings.add(sighting);
        }
    }

    private static List<String> last(List<Sighting> seen) {
        return seen.subList(Math.max(0, seen.size() - SHOWN), seen.size()).stream()
                .map(Sighting::words)
                .toList();
    }
}
