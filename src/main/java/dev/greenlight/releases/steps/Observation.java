package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.gate.CanaryJudge;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Expected;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.gate.Sighting;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches a new revision under its share of traffic until the judge says yes, says no, or has been undecided for too long.
 *
 * <p>Of the metrics, the points are taken that end after the step has begun: of both revisions the same stretch of time, however late the
 * metrics arrive.
 */
final class Observation {
    private static final Duration FASTEST = Duration.ofMillis(200);
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private final Scene scene;
    private final String version;

    Observation(Scene scene, String version) {
        this.scene = scene;
        this.version = version;
    }

    StepEnding watch(Standing service, Step.Judge step) {
        CanaryJudge judge = new CanaryJudge(
                scene.gate().observe(),
                scene.gate().minimumRequests(),
                scene.gate().maximumErrorRate());
        RevisionName blue = service.previous().orElse(step.green());
        Asking asking = new Asking(
                scene.witnesses().prober(),
                service.plan().service(),
                service.url(),
                service.place().token(scene.identity()));
        List<Sighting> seen = new ArrayList<>();
        Instant start = scene.pace().now();
        Instant said = start;
        while (true) {
            scene.pace().pause(interval());
            Optional<ServiceState> now = scene.cloud().service(service.name());
            if (now.isPresent() && !now.get().wished().equals(Optional.of(service.traffic()))) {
                // A rollback by hand wins at once, not only when the next step meets it.
                return Shifting.overtaken(now.get());
            }
            asking.version().ifPresent(answer -> seen.add(new Expected(step.green(), version).in(answer)));
            Evidence evidence = evidence(service, step.green(), blue, seen, start);
            Judgement judgement = judge.judge(evidence);
            if (judgement instanceof Judgement.Passed) {
                return new StepEnding.Done(judgement.words(), numbers(step, evidence));
            }
            boolean over = evidence.elapsed().compareTo(scene.gate().observeLimit()) >= 0;
            if (judgement instanceof Judgement.Failed || over) {
                String words = judgement instanceof Judgement.Failed
                        ? judgement.words()
                        : "undecided after " + scene.gate().observeLimit().toSeconds()
                                + " s, and unknown is not healthy: " + judgement.words();
                return new StepEnding.Failed(
                        "at " + step.share() + " of the traffic: " + words,
                        seen.stream()
                                .map(Sighting::words)
                                .skip(Math.max(0, seen.size() - 5))
                                .toList(),
                        new Trail.OfRevision(service.name(), step.green()),
                        numbers(step, evidence));
            }
            if (scene.pace().since(said).compareTo(BETWEEN_WORDS) >= 0) {
                said = scene.pace().now();
                scene.say(service.name(), "at " + step.share() + ": " + judgement.words());
            }
        }
    }

    private Duration interval() {
        Duration part = scene.gate().observe().dividedBy(20);
        return part.compareTo(FASTEST) < 0 ? FASTEST : part.compareTo(SLOWEST) > 0 ? SLOWEST : part;
    }

    private Evidence evidence(
            Standing service, RevisionName green, RevisionName blue, List<Sighting> seen, Instant start) {
        Counts probed =
                new Counts(seen.stream().filter(sighting -> sighting.of(green)).count(), 0);
        Instant now = scene.pace().now();
        Duration elapsed = Duration.between(start, now);
        return switch (scene.witnesses().metrics().requests(service.name(), start, now)) {
            case Reading.Known known -> {
                Counts old = blue.equals(green) ? Counts.NONE : known.of(blue);
                yield new Evidence(known.of(green).atLeast(probed), old, "", elapsed);
            }
            case Reading.Unknown(String why) -> new Evidence(probed, Counts.NONE, why, elapsed);
        };
    }

    private static Map<String, Object> numbers(Step.Judge step, Evidence evidence) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("percent", step.share().value());
        numbers.put("greenRequests", evidence.green().requests());
        numbers.put("greenErrors", evidence.green().errors());
        numbers.put("blueRequests", evidence.blue().requests());
        numbers.put("blueErrors", evidence.blue().errors());
        numbers.put("seconds", evidence.elapsed().toMillis() / 1000.0);
        if (!evidence.trouble().isEmpty()) {
            numbers.put("trouble", evidence.trouble());
        }
        return numbers;
    }
}
