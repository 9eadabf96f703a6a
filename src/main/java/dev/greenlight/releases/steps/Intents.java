package dev.greenlight.releases.steps;

import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.util.Map;

/** Notes on a service that a release is under way, and what to go back to if nobody ends it. */
final class Intents {
    private Intents() {}

    /** All annotations of the service, with the release's intent among them. */
    static Map<String, String> write(
            Scene scene, ReleasePlan plan, Standing service, ServiceState state, RevisionName green) {
        Traffic prior = service.plan().before().map(ServicePlan.Before::traffic).orElseGet(() -> Traffic.all(green));
        Journal journal = Journal.parse(state.annotations());
        Intent intent = journal.intent()
                .filter(known -> known.revision().equals(green))
                .orElseGet(() ->
                        new Intent(plan.version(), green, prior, scene.pace().now(), plan.run()));
        return journal.intending(intent).writtenTo(state.annotations());
    }
}
