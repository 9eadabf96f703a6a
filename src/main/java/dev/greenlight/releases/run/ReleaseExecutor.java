package dev.greenlight.releases.run;

import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Takes a plan's steps in order; when one fails, everything goes back. */
public final class ReleaseExecutor {
    private final Scene scene;
    private final Tester tester;
    private final ByHand byHand;

    /**
     * Has done nothing yet.
     *
     * @param tester runs the project's own tests
     * @param byHand what a person is told to run when not all can be put back
     */
    public ReleaseExecutor(Scene scene, Tester tester, ByHand byHand) {
        this.scene = scene;
        this.byHand = byHand;
        this.tester = tester;
    }

    /**
     * Releases.
     *
     * @param start when the whole run began
     * @throws ExternalFailure when something failed before the first effect
     */
    public ReleaseOutcome run(ReleasePlan plan, Snapshot snapshot, Instant start) {
        Map<ServiceName, Standing> services = new LinkedHashMap<>();
        plan.services()
                .forEach(service -> services.put(
                        service.name(),
                        new Standing(
                                service,
                                plan.owner(),
                                snapshot.view(service.service().name()).state())));
        StepRunner runner = new StepRunner(scene, plan, services.values(), tester);
        Chronicle chronicle = new Chronicle();
        for (Step step : plan.steps()) {
            Standing service = Objects.requireNonNull(services.get(step.service()));
            StepEnding ending = take(step, service, runner, chronicle, services);
            if (ending instanceof StepEnding.Failed failed) {
                return back(failed, step, services, chronicle, start);
            }
        }
        return released(services, chronicle, start);
    }

    private StepEnding take(
            Step step, Standing service, StepRunner runner, Chronicle chronicle, Map<ServiceName, Standing> services) {
        scene.say(step.service(), step.words());
        Instant began = scene.pace().now();
        StepEnding ending;
        try {
            ending = runner.run(step, service);
        } catch (ExternalFailure e) {
            if (services.values().stream().noneMatch(Standing::touched)) {
                throw e;
            }
            ending = StepEnding.Failed.of(e.getMessage() + " To repair it: " + e.remedy(), new Trail.None());
        } catch (RuntimeException e) {
            putBack(services, chronicle, e);
            throw e;
        }
        Instant ended = scene.pace().now();
        chronicle.add(
                switch (ending) {
                    case StepEnding.Done(String words, var numbers) -> entry(ended, began, step, true, words, numbers);
                    case StepEnding.Failed failed ->
                        entry(ended, began, step, false, failed.reason(), failed.numbers());
                });
        return ending;
    }

    /** A bug must not leave traffic on an unproven revision either, nor tags and a lock. What goes wrong with that does not hide the bug. */
    private void putBack(Map<ServiceName, Standing> services, Chronicle chronicle, RuntimeException bug) {
        try {
            Restorer restorer = new Restorer(scene, byHand, chronicle);
            restorer.restore(services.values());
            restorer.clear(services.values());
            restorer.failures()
                    .forEach(words -> bug.addSuppressed(
                            new ExternalFailure("put the traffic back", words, "run the rollback action")));
        } catch (RuntimeException e) {
            bug.addSuppressed(e);
        }
    }

    private Chronicle.Entry entry(
            Instant ended, Instant began, Step step, boolean good, String words, Map<String, Object> numbers) {
        scene.say(step.service(), (good ? "  ok: " : "  FAILED: ") + words);
        return new Chronicle.Entry(
                ended, Duration.between(began, ended), step.service().value(), step.words(), good, words, numbers);
    }

    private ReleaseOutcome back(
            StepEnding.Failed failed,
            Step step,
            Map<ServiceName, Standing> services,
            Chronicle chronicle,
            Instant start) {
        Instant verdict = scene.pace().now();
        Restorer restorer = new Restorer(scene, byHand, chronicle);
        restorer.restore(services.values());
        Instant restored = scene.pace().now();
        Forensics why = Forensics.gather(scene, step.service().value(), failed);
        restorer.clear(services.values());
        Duration toDecision = Duration.between(start, verdict);
        if (!restorer.failures().isEmpty()) {
            return new ReleaseOutcome.Stranded(
                    chronicle.entries(), toDecision, why, restorer.failures(), restorer.afterwards());
        }
        return new ReleaseOutcome.RolledBack(
                chronicle.entries(), toDecision, Duration.between(verdict, restored), why, restorer.afterwards());
    }

    private ReleaseOutcome released(Map<ServiceName, Standing> services, Chronicle chronicle, Instant start) {
        Map<String, URI> urls = new LinkedHashMap<>();
        Map<String, URI> tagUrls = new LinkedHashMap<>();
        services.values().forEach(service -> {
            ServicePlan plan = service.plan();
            urls.put(plan.service().name(), service.place().url());
            service.existing()
                    .served()
                    .url(plan.colour().tag())
                    .ifPresent(url -> tagUrls.put(plan.service().name(), url));
        });
        return new ReleaseOutcome.Released(chronicle.entries(), scene.pace().since(start), urls, tagUrls);
    }
}
