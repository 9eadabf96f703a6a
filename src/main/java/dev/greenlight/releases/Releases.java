package dev.greenlight.releases;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.notices.Notices;
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
import dev.greenlight.releases.run.ReleaseOutcome;
import dev.greenlight.releases.run.RollbackExecutor;
import dev.greenlight.releases.run.RollbackOutcome;
import dev.greenlight.releases.run.TargetCheck;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.steps.Place;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Wellbeing;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.InvalidInput;
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
    private final Notices notices;
    private final Tester tester;

    /**
     * @param notices who is told while it happens
     * @param tester runs the project's own tests of a new release
     */
    public Releases(Observer observer, Scene scene, Notices notices, Tester tester) {
        this.observer = observer;
        this.scene = scene;
        this.notices = notices;
        this.tester = tester;
    }

    /** Releases of which nobody is told, of a project without tests of its own. */
    public Releases(Observer observer, Scene scene) {
        this(observer, scene, Notices.NONE, Tester.NONE);
    }

    /**
     * Releases.
     *
     * @param planOnly stop after the plan
     * @param agreement what was agreed to
     * @throws dev.greenlight.report.InvalidInput when the kept plan was changed by hand
     * @throws dev.greenlight.report.ExternalFailure when something outside failed and no verdict can be given
     */
    public Report deploy(ReleaseRequest request, boolean planOnly, Agreement agreement) {
        Instant start = scene.pace().now();
        scene.progress().say("Looking at " + request.environment().name() + " before anything is decided");
        Snapshot snapshot = observer.observe(request);
        return switch (ReleasePlanner.plan(request, snapshot)) {
            case Planned.Invalid<ReleasePlan>(InvalidInput.Fault fault) -> throw new InvalidInput(List.of(fault));
            case Planned.Refused<ReleasePlan>(List<String> reasons) -> {
                agreement.check(Optional.empty());
                yield ReleaseReport.refused(request, reasons);
            }
            case Planned.Ready<ReleasePlan>(ReleasePlan plan) -> {
                plan.notes().forEach(scene.progress()::warn);
                List<String> objections = objections(plan, agreement);
                yield !objections.isEmpty()
                        ? ReleaseReport.refused(request, objections)
                        : planOnly
                                ? ReleaseReport.planned(request, plan)
                                : ReleaseReport.of(request, plan, release(request, plan, snapshot, start));
            }
        };
    }

    private ReleaseOutcome release(ReleaseRequest request, ReleasePlan plan, Snapshot snapshot, Instant start) {
        Notices.Notice notice = notices.begin(new Notices.Subject(
                request.environment().name(), request.version(), "Release of " + request.version()));
        try {
            ReleaseOutcome outcome =
                    new ReleaseExecutor(scene, tester, ByHand.in(request.environment())).run(plan, snapshot, start);
            notice.end(
                    switch (outcome) {
                        case ReleaseOutcome.Released released -> Notices.Ending.SUCCESS;
                        case ReleaseOutcome.RolledBack back -> Notices.Ending.FAILURE;
                        case ReleaseOutcome.Stranded stranded -> Notices.Ending.ERROR;
                    },
                    ReleaseReport.address(plan, outcome));
            return outcome;
        } catch (RuntimeException e) {
            notice.end(Notices.Ending.ERROR, Optional.empty());
            throw e;
        }
    }

    private List<String> objections(ReleasePlan plan, Agreement agreement) {
        List<String> moved = agreement.objections(plan.document());
        if (!moved.isEmpty()) {
            return moved;
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
            case Planned.Invalid<RollbackPlan>(InvalidInput.Fault fault) -> throw new InvalidInput(List.of(fault));
            case Planned.Refused<RollbackPlan>(List<String> reasons) -> RollbackReport.refused(request, reasons);
            case Planned.Ready<RollbackPlan>(RollbackPlan plan) -> {
                List<String> obstacles = obstacles(request, plan, snapshot);
                yield !obstacles.isEmpty()
                        ? RollbackReport.refused(request, obstacles)
                        : planOnly
                                ? RollbackReport.planned(request, plan, snapshot)
                                : RollbackReport.of(request, goBack(request, plan, snapshot, by, why, start), by, why);
            }
        };
    }

    /** Why the targets could not serve, with the next version that could. */
    private List<String> obstacles(RollbackRequest request, RollbackPlan plan, Snapshot snapshot) {
        TargetCheck check = observer.targets();
        TargetCheck.Found found = check.look(request.environment(), plan, snapshot);
        found.notes().forEach(scene.progress()::warn);
        if (found.obstacles().isEmpty()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>(found.obstacles());
        for (String other : RollbackPlanner.others(request, snapshot)) {
            if (!other.equals(plan.version())
                    && RollbackPlanner.plan(request.leadingTo(other), snapshot)
                            instanceof Planned.Ready<RollbackPlan>(RollbackPlan next)
                    && check.look(request.environment(), next, snapshot)
                            .obstacles()
                            .isEmpty()) {
                reasons.add("the next good one is " + other + " (input 'to')");
                return reasons;
            }
        }
        return reasons;
    }

    private RollbackOutcome goBack(
            RollbackRequest request, RollbackPlan plan, Snapshot snapshot, String by, String why, Instant start) {
        Notices.Notice notice = notices.begin(new Notices.Subject(
                request.environment().name(),
                plan.version(),
                "Rollback to " + plan.version() + " by " + by + (why.isBlank() ? "" : ": " + why)));
        try {
            RollbackOutcome outcome =
                    new RollbackExecutor(scene, ByHand.in(request.environment())).run(plan, snapshot, by, why, start);
            notice.end(
                    outcome.troubles().isEmpty() ? Notices.Ending.SUCCESS : Notices.Ending.ERROR,
                    RollbackReport.address(outcome));
            return outcome;
        } catch (RuntimeException e) {
            notice.end(Notices.Ending.ERROR, Optional.empty());
            throw e;
        }
    }
}
