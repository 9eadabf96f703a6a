package dev.greenlight.releases.steps;

import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;
import java.util.Map;

/** Notes on a service that a release is under way, and what to go back to if nobody ends it. */
final class Intents {
    private Intents() {}

    /**
     * All annotations of the service, with the release's intent among them.
     *
     * @param goal the traffic that the same change asks for
     */
    static Map<String, String> write(
            Scene scene, ReleasePlan plan, Standing service, ServiceState state, Traffic goal) {
        RevisionName green = service.plan().green().name();
        Traffic prior = service.plan().before().map(ServicePlan.Before::traffic).orElseGet(() -> Traffic.all(green));
        Journal journal = Journal.parse(state.annotations());
        Instant began = service.claim().began(scene.pace());
        Intent intent =
                new Intent(plan.version(), green, prior, goal.share(green), began, plan.owner(), service.baking());
        service.claim().intending(intent);
        return journal.intending(intent).writtenTo(state.annotations());
    }
}
