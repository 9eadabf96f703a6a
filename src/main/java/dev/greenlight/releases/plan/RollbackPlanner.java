package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.report.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides where a rollback leads, or why there is nowhere to go. */
public final class RollbackPlanner {
    private RollbackPlanner() {}

    public static Planned<RollbackPlan> plan(RollbackRequest request, Snapshot snapshot) {
        Map<String, RollbackView> views = new LinkedHashMap<>();
        for (Service service : request.project().services().values()) {
            Deployment deployment = request.environment().services().get(service.name());
            if (deployment != null) {
                views.put(service.name(), new RollbackView(service, deployment, snapshot.view(service.name())));
            }
        }
        List<String> refusals = new ArrayList<>();
        views.values().forEach(view -> view.trouble().ifPresent(refusals::add));
        if (refusals.isEmpty()
                && !request.to().isEmpty()
                && named(request.to(), views).isEmpty()) {
            return new Planned.Invalid<>(new InvalidInput.Fault(
                    "to",
                    request.to(),
                    "a revision of a service of this environment, or a release of it; known releases: " + known(views),
                    "v1.4.0"));
        }
        Optional<String> version = refusals.isEmpty() ? version(request, views, refusals) : Optional.empty();
        return version.isEmpty() ? new Planned.Refused<>(refusals) : moves(version.get(), request, views, refusals);
    }

    /** One version for all services: parts of different releases were never tested together. */
    private static Optional<String> version(
            RollbackRequest request, Map<String, RollbackView> views, List<String> refusals) {
        if (!request.to().isEmpty()) {
            return named(request.to(), views);
        }
        RollbackView lead = views.values().iterator().next();
        Optional<Good> last = lead.lastGood();
        if (last.isEmpty()) {
            refusals.add("no good release before the serving one is recorded for " + lead.name()
                    + "; name a revision or a version in input 'to'" + lead.others());
        }
        return last.map(Good::version);
    }

    private static Optional<String> named(String to, Map<String, RollbackView> views) {
        return views.values().stream()
                .flatMap(view -> view.versionOf(to).stream())
                .findFirst();
    }

    /** The versions that the first service's record calls good, newest first: where else a rollback might lead. */
    public static List<String> others(RollbackRequest request, Snapshot snapshot) {
        return request.project().services().keySet().stream()
                .filter(request.environment().services()::containsKey)
                .findFirst()
                .map(lead -> snapshot.view(lead).journal().good().stream()
                        .map(Good::version)
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static String known(Map<String, RollbackView> views) {
        List<String> versions = views.values().stream()
                .flatMap(view -> view.known().stream())
                .distinct()
                .toList();
        return versions.isEmpty() ? "none" : String.join(", ", versions);
    }

    private static Planned<RollbackPlan> moves(
            String version, RollbackRequest request, Map<String, RollbackView> views, List<String> refusals) {
        List<RollbackPlan.Move> moves = new ArrayList<>();
        // A new front end may ask for what only the new back end has, so the front end leaves first.
        for (Service.Kind kind : List.of(Service.Kind.REACT, Service.Kind.DJANGO)) {
            for (RollbackView view : List.copyOf(views.values()).reversed()) {
                if (view.service().kind() == kind) {
                    view.target(version, request.to())
                            .ifPresentOrElse(
                                    good -> view.move(good, refusals).ifPresent(moves::add),
                                    () -> refusals.add(view.name() + " has no revision of version " + version
                                            + ", so that the application cannot go back to it as a whole"));
                }
            }
        }
        if (refusals.isEmpty() && moves.stream().noneMatch(RollbackPlan.Move::needed)) {
            refusals.add("version " + version + " serves everything already");
        }
        return refusals.isEmpty()
                ? new Planned.Ready<>(new RollbackPlan(version, moves))
                : new Planned.Refused<>(refusals);
    }
}
