package dev.greenlight.releases.run;

import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Addresses;
import dev.greenlight.releases.steps.Cleaning;
import dev.greenlight.releases.steps.Migrating;
import dev.greenlight.releases.steps.Proof;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Shifting;
import dev.greenlight.releases.steps.Staging;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.trials.Baking;
import dev.greenlight.releases.trials.HealthCheck;
import dev.greenlight.releases.trials.Observation;
import dev.greenlight.releases.trials.Rehearsal;
import dev.greenlight.releases.trials.StagingTrial;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.world.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes one step of a release. */
public final class StepRunner {
    private static final Duration DELETION_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);
    /** For how many looks a deletion that was accepted is not asked for again. */
    private static final int PATIENCE = 20;

    private final Scene scene;
    private final ReleasePlan plan;
    private final Staging staging;
    private final Shifting shifting;
    private final Migrating migrating;
    private final HealthCheck healthCheck;
    private final Observation observation;
    private final StagingTrial stagingTrial;
    private final Baking baking;

    /** @param tester runs the project's own tests */
    public StepRunner(Scene scene, ReleasePlan plan, Collection<Standing> services, Tester tester) {
        Addresses addresses = new Addresses(services);
        this.scene = scene;
        this.plan = plan;
        this.staging = new Staging(scene, plan, addresses);
        this.shifting = new Shifting(scene, plan);
        this.migrating = new Migrating(scene, addresses, shifting);
        this.healthCheck = new HealthCheck(scene, plan.version());
        this.observation = new Observation(scene);
        this.stagingTrial = new StagingTrial(scene, plan, services, tester);
        this.baking = new Baking(scene, shifting, List.copyOf(services));
    }

    /** @throws dev.greenlight.report.ExternalFailure when the cloud does not let the step end */
    public StepEnding run(Step step, Standing service) {
        return switch (step) {
            case Step.Heal heal -> shifting.heal(service, heal);
            case Step.Remove remove -> remove(service);
            case Step.Reserve reserve -> staging.reserve(service, reserve);
            case Step.TagLive tag -> shifting.tagLive(service, tag);
            case Step.Migrate migrate -> migrating.migrate(service, migrate);
            case Step.Stage stage -> staging.stage(service, stage);
            case Step.CheckHealth check -> healthCheck.check(service, check);
            case Step.TestStaging tests -> stagingTrial.hold(service, tests);
            case Step.Shift shift -> shifting.shift(service, shift);
            case Step.Rehearse rehearse -> new Rehearsal(scene).hold(service, rehearse);
            case Step.Judge judge -> observation.watch(service, judge);
            case Step.Prove prove ->
                new Proof(scene, scene.gate().healthLimit())
                        .prove(service.place(), service.expecting(prove.green(), plan.version()));
            case Step.Bake bake -> baking.hold(bake);
            case Step.Open open -> open(service);
            case Step.Record record -> shifting.record(service, record);
            case Step.Clean clean -> new Cleaning(scene).clean(service, clean);
        };
    }

    private StepEnding open(Standing service) {
        ServiceState now = scene.cloud().service(service.name()).orElseGet(service::existing);
        if (!service.claim().on(now)) {
            return Shifting.overtaken(now);
        }
        service.touch();
        service.opened(true);
        scene.cloud().open(service.name());
        return StepEnding.Done.of("everybody may call " + service.url());
    }

    private StepEnding remove(Standing service) {
        Optional<String> trouble = remove(scene, service, service.claim()::untouched, DELETION_LIMIT);
        return trouble.isEmpty()
                ? StepEnding.Done.of("deleted")
                : StepEnding.Failed.of("the service could not be deleted: " + trouble.get(), new Trail.None());
    }

    /**
     * Deletes a service and waits until it is gone.
     *
     * @param due whether a state of it is one to delete: it may have become somebody else's
     * @return why it is not gone; empty when it is
     */
    public static Optional<String> remove(Scene scene, Standing service, Predicate<ServiceState> due, Duration limit) {
        Instant start = scene.pace().now();
        String trouble = "Cloud Run still works on it";
        int patience = 0;
        while (scene.pace().since(start).compareTo(limit) < 0) {
            Optional<ServiceState> now = scene.cloud().service(service.name());
            if (now.isEmpty()) {
                service.gone();
                return Optional.empty();
            }
            if (patience-- <= 0 && !now.get().traits().deleting()) {
                if (!due.test(now.get())) {
                    return Optional.of("somebody else has made it part of something else meanwhile");
                }
                Reply reply =
                        scene.cloud().delete(service.name(), now.get().mark().etag());
                if (reply instanceof Reply.Refused(String words)) {
                    return Optional.of(words);
                }
                patience = reply instanceof Reply.Accepted ? PATIENCE : 0;
                trouble = reply instanceof Reply.Busy(String words) ? words : trouble;
            }
            scene.pace().pause(POLL);
        }
        return Optional.of(trouble);
    }
}
