package dev.greenlight.releases.trials;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.gate.CanaryJudge;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.gate.Side;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.watch.Figures;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends requests of our own to the new revision before anybody else's, and as many to the service's address, which the old one answers: in
 * turns, one at a time. They are judged like a step of traffic, and count in no other.
 */
public final class Rehearsal {
    private final Scene scene;

    public Rehearsal(Scene scene) {
        this.scene = scene;
    }

    /** What one address answered. */
    private static final class Tally {
        private final List<Double> millis = new ArrayList<>();
        private long requests;
        private long errors;
        private String trouble = "";

        void add(Answer answer) {
            requests++;
            if (answer instanceof Answer.Answered answered && answered.status() < 400) {
                millis.add(answered.took().toNanos() / 1e6);
            } else {
                errors++;
                trouble = answer.words();
            }
        }

        Side side() {
            return new Side(new Counts(requests, errors), Latencies.of(millis));
        }
    }

    public StepEnding hold(Standing service, Step.Rehearse step) {
        Optional<URI> address = service.existing().served().url(Tag.CANDIDATE);
        Trail trail = new Trail.OfRevision(service.name(), step.green());
        if (address.isEmpty()) {
            return StepEnding.Failed.of("Cloud Run gave the tag 'candidate' no address", trail);
        }
        Tally green = new Tally();
        Tally blue = new Tally();
        Instant start = scene.pace().now();
        send(service, step.load(), address.get(), green, blue);
        Duration took = scene.pace().since(start);
        Evidence evidence =
                new Evidence(green.side(), Optional.of(blue.side()), took, took, "", 0, "requests of our own");
        Judgement judgement = new CanaryJudge(gate(took), step.budget()).judge(evidence);
        Map<String, Object> numbers = Figures.of("own requests", evidence, judgement, 1);
        if (judgement instanceof Judgement.Passed) {
            return new StepEnding.Done(judgement.words(), numbers);
        }
        if (judgement instanceof Judgement.Inconclusive
                && scene.gate().undecided() == ReleasePolicy.Undecided.PROCEED) {
            String warning =
                    "undecided, and goes on all the same, as release.gate.undecided says: " + judgement.words();
            scene.progress().warn(service.name() + ": " + warning);
            return new StepEnding.Done(warning, numbers);
        }
        return new StepEnding.Failed(
                "under requests of our own: " + judgement.words(),
                green.trouble.isEmpty() ? List.of() : List.of(green.trouble),
                trail,
                numbers);
    }

    private void send(Standing service, ReleasePolicy.Synthetic load, URI address, Tally green, Tally blue) {
        Optional<Secret> token = service.place().token(scene.identity());
        Duration pause = Duration.ofSeconds(1).dividedBy(load.perSecond());
        Instant start = scene.pace().now();
        long most = load.time().toMillis() * load.perSecond() / 1000;
        for (long i = 0; i < most && scene.pace().since(start).compareTo(load.time()) < 0; i++) {
            green.add(ask(address, load.path(), token));
            blue.add(ask(service.place().url(), load.path(), token));
            Duration early = pause.multipliedBy(i + 1).minus(scene.pace().since(start));
            if (early.isPositive()) {
                scene.pace().pause(early);
            }
        }
    }

    private Answer ask(URI address, String path, Optional<Secret> token) {
        return scene.witnesses()
                .prober()
                .ask(new Probe(address, path, token, UUID.randomUUID().toString()));
    }

    /** There is nothing to wait for: what was sent is all there is. */
    private ReleasePolicy.Gate gate(Duration took) {
        ReleasePolicy.Gate gate = scene.gate();
        Duration whole = took.isPositive() ? took : Duration.ofMillis(1);
        return new ReleasePolicy.Gate(
                gate.successes(),
                gate.healthLimit(),
                whole,
                whole,
                gate.minimumRequests(),
                gate.limits(),
                gate.undecided(),
                gate.synthetic());
    }
}
