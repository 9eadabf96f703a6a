package dev.greenlight.releases.steps;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.gate.CanaryJudge;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.world.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Watches a new revision under its share of traffic until the judge says yes, says no, or has been undecided for too long. */
final class Observation {
    private static final Duration FASTEST = Duration.ofMillis(200);
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private final Scene scene;

    Observation(Scene scene) {
        this.scene = scene;
    }

    StepEnding watch(Standing service, Step.Judge step) {
        CanaryJudge judge = new CanaryJudge(scene.gate(), step.budget());
        OwnProbes probes = new OwnProbes(scene, service, interval());
        Gathering gathering = new Gathering(scene, service, step.green(), probes);
        Instant said = scene.pace().now();
        while (true) {
            scene.pace().pause(interval());
            Optional<ServiceState> now = scene.cloud().service(service.name());
            if (now.isPresent() && !now.get().wished().equals(Optional.of(service.traffic()))) {
                // A rollback by hand wins at once, not only when the next step meets it.
                return Shifting.overtaken(now.get());
            }
            probes.ask();
            Evidence evidence = gathering.gather();
            Judgement judgement = judge.judge(evidence);
            Map<String, Object> numbers = Figures.of(step.share().toString(), evidence, judgement, judge.taken());
            boolean over = evidence.elapsed().compareTo(scene.gate().observeLimit()) >= 0;
            if (judgement instanceof Judgement.Passed) {
                return new StepEnding.Done(judgement.words(), numbers);
            }
            if (judgement instanceof Judgement.Failed) {
                return failed(service, step, judgement.words(), probes, numbers);
            }
            if (over) {
                return undecided(service, step, judgement.words(), probes, numbers);
            }
            if (scene.pace().since(said).compareTo(BETWEEN_WORDS) >= 0) {
                said = scene.pace().now();
                scene.say(service.name(), "at " + step.share() + ": " + judgement.words());
            }
        }
    }

    private StepEnding undecided(
            Standing service, Step.Judge step, String why, OwnProbes probes, Map<String, Object> numbers) {
        String words = "undecided after " + scene.gate().observeLimit().toSeconds() + " s";
        if (scene.gate().undecided() == ReleasePolicy.Undecided.PROCEED) {
            String warning = words + ", and goes on all the same, as release.gate.undecided says: " + why;
            scene.progress().warn(service.name() + " at " + step.share() + ": " + warning);
            numbers.put("why", warning);
            return new StepEnding.Done(warning, numbers);
        }
        return failed(service, step, words + ", and unknown is not healthy: " + why, probes, numbers);
    }

    private static StepEnding failed(
            Standing service, Step.Judge step, String words, OwnProbes probes, Map<String, Object> numbers) {
        return new StepEnding.Failed(
                "at " + step.share() + " of the traffic: " + words,
                probes.last(),
                new Trail.OfRevision(service.name(), step.green()),
                numbers);
    }

    private Duration interval() {
        Duration part = scene.gate().observe().dividedBy(20);
        return part.compareTo(FASTEST) < 0 ? FASTEST : part.compareTo(SLOWEST) > 0 ? SLOWEST : part;
    }
}
