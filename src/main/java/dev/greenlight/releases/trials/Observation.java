package dev.greenlight.releases.trials;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.gate.CanaryJudge;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Asking;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Shifting;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.watch.Figures;
import dev.greenlight.releases.watch.Gathering;
import dev.greenlight.releases.watch.OwnProbes;
import dev.greenlight.releases.watch.Watched;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches a new revision under its share of traffic until the judge says yes, says no, or has been undecided for too long. */
public final class Observation {
    private static final Duration FASTEST = Duration.ofMillis(200);
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private final Scene scene;

    public Observation(Scene scene) {
        this.scene = scene;
    }

    public StepEnding watch(Standing service, Step.Judge step) {
        CanaryJudge judge = new CanaryJudge(scene.gate(), step.budget());
        OwnProbes probes = probes(service);
        Gathering gathering = gathering(service, step, probes);
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

    private OwnProbes probes(Standing service) {
        boolean split = service.traffic().shares().size() > 1;
        return new OwnProbes(
                scene.pace()::now,
                interval(),
                service.existing().served().url(Tag.CANDIDATE).map(url -> asking(service, url)),
                split ? Optional.of(asking(service, service.place().url())) : Optional.empty());
    }

    private Supplier<Answer> asking(Standing service, URI address) {
        Asking asking = new Asking(
                scene.witnesses().prober(),
                service.plan().service(),
                address,
                service.place().token(scene.identity()));
        return asking::health;
    }

    private Gathering gathering(Standing service, Step.Judge step, OwnProbes probes) {
        Watched watched = new Watched(
                service.name(),
                step.green(),
                service.previous()
                        .filter(old -> !old.equals(step.green())
                                && service.traffic().share(old).value() > 0));
        return new Gathering(
                scene.witnesses().metrics(),
                scene.witnesses().logs(),
                scene.pace()::now,
                scene.gate().observe(),
                watched,
                probes);
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
