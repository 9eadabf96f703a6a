package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.world.ByHand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides what a release will do, or why it must not be done. */
public final class ReleasePlanner {
    private ReleasePlanner() {}

    public static Planned<ReleasePlan> plan(ReleaseRequest request, Snapshot snapshot) {
        List<String> refusals = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Map<String, Deployment> deployments = request.environment().services();
        ServicePlanner planner = new ServicePlanner(request, snapshot, refusals, notes);
        List<ServicePlan> services = new ArrayList<>();
        for (Service service : request.project().services().values()) {
            Deployment deployment = deployments.get(service.name());
            if (deployment != null) {
                References.unknown(deployment.env(), deployments.keySet())
                        .ifPresent(reference -> refusals.add("a variable of " + service.name() + " names ${" + reference
                                + "}, which this environment does not have"));
                services.add(planner.plan(service, deployment));
            }
        }
        planner.finish();
        if (!request.force()) {
            new Held(request, snapshot).refusal().ifPresent(refusals::add);
        }
        if (services.isEmpty()) {
            refusals.add("environment " + request.environment().name() + " deploys no service of this project");
        }
        if (!refusals.isEmpty()) {
            return new Planned.Refused<>(refusals);
        }
        List<Step> steps = new Steps(
                        services, request.project().policy(request.environment()), ByHand.in(request.environment()))
                .lay(snapshot);
        return new Planned.Ready<>(new ReleasePlan(
                request.version(),
                request.owner(),
                services,
                steps,
                PlanDocument.of(request, snapshot, services, steps),
                notes));
    }
}
