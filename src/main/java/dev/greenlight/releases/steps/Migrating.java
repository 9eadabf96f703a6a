package dev.greenlight.releases.steps;

import dev.greenlight.releases.cloud.JobEnding;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.world.JobDraft;

/** Runs a service's migrations before its new revision gets traffic. */
public final class Migrating {
    private final Scene scene;
    private final Addresses addresses;
    private final Shifting shifting;

    public Migrating(Scene scene, Addresses addresses, Shifting shifting) {
        this.scene = scene;
        this.addresses = addresses;
        this.shifting = shifting;
    }

    public StepEnding migrate(Standing service, Step.Migrate step) {
        // The database does not show that a release has begun, so the service says so first.
        if (service.state().isPresent() && shifting.begin(service) instanceof StepEnding.Failed failed) {
            return failed;
        }
        JobDraft job = step.job().withEnv(addresses.known(service, step.job().env()));
        return switch (scene.jobs().run(job)) {
            case JobEnding.Succeeded(String execution) -> StepEnding.Done.of("migrations done (" + execution + ")");
            case JobEnding.Failed(String execution, String why) ->
                StepEnding.Failed.of(
                        "the migrations failed (" + (execution.isEmpty() ? job.name() : execution) + "): " + why,
                        execution.isEmpty() ? new Trail.None() : new Trail.OfRun(job.name(), execution));
        };
    }
}
