package dev.greenlight.releases.trials;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.gate.CanaryJudge;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Judgement;
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

/** One service that is watched, look by look. */
final class Watch {
    private static final Duration FASTEST = Duration.ofMillis(200);
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private final Scene scene;
    private final Standing service;
    private final Terms terms;
    private final CanaryJudge judge;
    private final OwnProbes probes;
    private final Gathering gathering;
    private Instant said;

    /** Begins now. */
    Watch(Scene scene, Standing service, Terms terms) {
        this.scene = scene;
        this.service = service;
        this.terms = terms;
        this.judge = new CanaryJudge(terms.gate(), terms.budget());
        this.probes = probes();
        this.gathering = gathering();
        this.said = scene.pace().now();
    }

    /** How long to wait before each look. */
    Duration interval() {
        Duration part = terms.gate().observe().dividedBy(20);
        return part.compareTo(FASTEST) < 0 ? FASTEST : part.compareTo(SLOWEST) > 0 ? SLOWEST : part;
    }

    /** Empty while it is undecided and may stay so. */
    Optional<StepEnding> look() {
        Optional<ServiceState> now = scene.cloud().service(service.name());
        if (now.isPresent() && !now.get().wished().equals(Optional.of(service.traffic()))) {
            // A rollback by hand wins at once, not only when the next step meets it.
            return Optional.of(Shifting.overtaken(now.get()));
        }
        probes.ask();
        Evidence evidence = gathering.gather();
        Judgement judgement = judge.judge(evidence);
        Map<String, Object> numbers = Figures.of(terms.judged(), evidence, judgement, judge.taken());
        numbers.put("service", service.name().value());
        boolean over = evidence.elapsed().compareTo(terms.gate().observeLimit()) >= 0;
        if (over || !(judgement instanceof Judgement.Inconclusive)) {
            numbers.put("seen", gathering.timeline());
            return Optional.of(
                    switch (judgement) {
                        case Judgement.Passed(String words) -> new StepEnding.Done(words, numbers);
                        case Judgement.Failed(String words) -> failed(words, numbers);
                        case Judgement.Inconclusive(String words) -> undecided(words, numbers);
                    });
        }
        if (scene.pace().since(said).compareTo(BETWEEN_WORDS) >= 0) {
            said = scene.pace().now();
            scene.say(service.name(), terms.when() + ": " + judgement.words());
        }
        return Optional.empty();
    }

    private OwnProbes probes() {
        boolean split = service.traffic().shares().size() > 1;
        return new OwnProbes(
                scene.pace()::now,
                interval(),
                service.existing().served().url(Tag.CANDIDATE).map(this::asking),
                split ? Optional.of(asking(service.place().url())) : Optional.empty());
    }

    private Supplier<Answer> asking(URI address) {
        Asking asking = new Asking(
                scene.witnesses().prober(),
                service.plan().service(),
                address,
                service.place().token(scene.identity()));
        return asking::health;
    }

    private Gathering gathering() {
        Watched watched = new Watched(
                service.name(),
                terms.green(),
                service.previous()
                        .filter(old -> !old.equals(terms.green())
                                && service.traffic().share(old).value() > 0));
        return new Gathering(
                scene.witnesses().metrics(),
                scene.witnesses().logs(),
                scene.pace()::now,
                terms.recent(),
                watched,
                probes);
    }

    private StepEnding undecided(String why, Map<String, Object> numbers) {
        String words = "undecided after " + terms.gate().observeLimit().toSeconds() + " s";
        if (terms.gate().undecided() == ReleasePolicy.Undecided.PROCEED) {
            String warning = words + ", and goes on all the same, as release.gate.undecided says: " + why;
            scene.progress().warn(service.name() + " " + terms.when() + ": " + warning);
            numbers.put("why", warning);
            return new StepEnding.Done(warning, numbers);
        }
        return failed(words + ", and unknown is not healthy: " + why, numbers);
    }

    private StepEnding failed(String words, Map<String, Object> numbers) {
        return new StepEnding.Failed(
                terms.when() + ": " + words,
                probes.last(),
                new Trail.OfRevision(service.name(), terms.green()),
                numbers);
    }
}
