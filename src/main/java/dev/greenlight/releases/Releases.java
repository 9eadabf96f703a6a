package dev.greenlight.releases;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.plan.Planned;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.ReleasePlanner;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.plan.RollbackPlan;
import dev.greenlight.releases.plan.RollbackPlanner;
import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.reports.ReleaseReport;
import dev.greenlight.releases.reports.RollbackReport;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.run.ReleaseExecutor;
import dev.greenlight.releases.run.RollbackExecutor;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.steps.Place;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Wellbeing;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.Report;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Releases and rolls back: observe, plan, and, unless only the plan is wanted, do it. */
public final class Releases {
    private final Observer observer;
    private final Scene scene;

    public Releases(Observer observer, Scene scene) {
        this.observer = observer;
        this.scene = scene;
    }

    /**
     * Releases.
     *
     * @param planOnly stop after the plan
     * @param approved the hash of the plan that was agreed to; empty when any plan will do
     * @throws dev.greenlight.report.ExternalFailure when something outside failed and no verdict can be given
     */
    public Report deploy(ReleaseRequest request, boolean planOnly, Optional<String> approved) {
        Instant start = scene.pace().now();
        scene.progress().say("Looking at " + request.environment().name() + " before anything is decided");
        Snapshot snapshot = observer.observe(request);
        return switch (ReleasePlanner.plan(request, snapshot)) {
            case Planned.Refused<ReleasePlan>(List<String> reasons) -> ReleaseReport.refused(request, reasons);
            case Planned.Ready<ReleasePlan>(ReleasePlan plan) -> {
                plan.notes().forEach(scene.progress()::warn);
                List<String> objections = objections(plan, approved);
                yield !objections.isEmpty()
                        ? ReleaseReport.refused(request, objections)
                        : planOnly
                                ? ReleaseReport.planned(request, plan)
                                : ReleaseReport.of(
                                        request, plan, new ReleaseExecutor(scene).run(plan, snapshot, start));
            }
        };
    }

    private List<String> objections(ReleasePlan plan, Optional<String> approved) {
        if (approved.isPresent() && !approved.get().equals(plan.hash())) {
            return List.of("the plan is not the one that was agreed to: something changed since; agreed "
                    + approved.get() + ", now " + plan.hash());
        }
        boolean closed = plan.services().stream().anyMatch(service -> !service.open());
        return closed && !scene.identity().signs()
                ? List.of("a service that is not public is proven with an ID token, which these credentials cannot"
                        + " sign; pass a service account's key in input 'credentials'")
                : List.of();
    }

    /** What the public finds wrong with the environment's services. */
    private List<String> troubles(RollbackRequest request, Snapshot snapshot) {
        Wellbeing wellbeing = new Wellbeing(scene);
        List<String> troubles = new ArrayList<>();
        for (Deployment deployment : request.environment().services().values()) {
            View view = snapshot.view(deployment.service());
            Service service = request.project().services().get(deployment.service());
            Optional<URI> own = view.state().flatMap(ServiceState::url);
            Optional<String> trouble = service == null || own.isEmpty()
                    ? Optional.of("it has no address")
                    : wellbeing.trouble(new Place(
                            service,
                            new ServiceName(deployment.cloudRunName()),
                            deployment.publicUrl().orElse(own.get()),
                            own.get(),
                            view.open()));
            trouble.ifPresent(words -> troubles.add(deployment.cloudRunName() + " is not well: " + words));
        }
        return troubles;
    }

    /**
     * Goes back.
     *
     * @param by who asks
     * @param why the reason given; may be empty
     * @param planOnly stop after the plan
     * @throws dev.greenlight.report.ExternalFailure when something outside failed; it names what to run by hand
     */
    public Report rollback(RollbackRequest request, String by, String why, boolean planOnly) {
        Instant start = scene.pace().now();
        Snapshot snapshot = observer.observe(request.environment());
        if (request.onlyUnhealthy()) {
            List<String> troubles = troubles(request, snapshot);
            if (troubles.isEmpty()) {
                return RollbackReport.notNeeded(request);
            }
            troubles.forEach(scene.progress()::warn);
        }
        return switch (RollbackPlanner.plan(request, snapshot)) {
            case Planned.Refused<RollbackPlan>(List<String> reasons) -> RollbackReport.refused(request, reasons);
            case Planned.Ready<RollbackPlan>(RollbackPlan plan) ->
                planOnly
                        ? RollbackReport.planned(request, plan)
                        : RollbackReport.of(
                                request, new RollbackExecutor(scene).run(plan, snapshot, by, why, start), by, why);
        };
    }
}
