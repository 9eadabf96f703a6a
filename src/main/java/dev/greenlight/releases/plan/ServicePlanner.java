package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans one service's part of a release; whatever forbids it is added to the refusals. */
final class ServicePlanner {
    private final ReleaseRequest request;
    private final Snapshot snapshot;
    private final List<String> refusals;
    private final List<String> notes;

    ServicePlanner(ReleaseRequest request, Snapshot snapshot, List<String> refusals, List<String> notes) {
        this.request = request;
        this.snapshot = snapshot;
        this.refusals = refusals;
        this.notes = notes;
    }

    ServicePlan plan(Service service, Deployment deployment) {
        ServiceName name = new ServiceName(deployment.cloudRunName());
        View view = snapshot.view(service.name());
        ImageReference image = Objects.requireNonNull(request.images().get(service.name()), "a request has all images");
        if (!snapshot.images().contains(image)) {
            refusals.add("image " + image + " of " + service.name() + " is not in its registry");
        }
        Baseline baseline = baseline(name, view);
        hold(name, view);
        Colour colour = Colours.forNext(baseline.traffic());
        boolean first = view.state().isEmpty() || view.leftBehind();
        return new ServicePlan(
                service,
                name,
                draft(name, service, deployment, image, view, colour),
                colour,
                before(baseline, view),
                view.open(),
                first);
    }

    private Baseline baseline(ServiceName name, View view) {
        Baseline baseline = Baseline.of(name, view);
        if (!baseline.refusal().isEmpty()) {
            refusals.add(baseline.refusal());
        }
        if (!baseline.note().isEmpty()) {
            notes.add(baseline.note());
        }
        return baseline;
    }

    private void hold(ServiceName name, View view) {
        view.journal()
                .hold(request.version())
                .filter(withdrawal -> !request.force())
                .ifPresent(withdrawal -> refusals.add("version " + request.version() + " of " + name
                        + " was rolled back by " + withdrawal.by() + " on " + withdrawal.time()
                        + (withdrawal.why().isBlank() ? "" : " (" + withdrawal.why() + ")")
                        + "; release a newer one, or set force to true"));
    }

    private static Optional<ServicePlan.Before> before(Baseline baseline, View view) {
        return baseline.traffic()
                .flatMap(traffic ->
                        traffic.sole().map(live -> new ServicePlan.Before(traffic, live, view.version(live))));
    }

    private RevisionDraft draft(
            ServiceName name, Service service, Deployment deployment, ImageReference image, View view, Colour colour) {
        RevisionDraft draft = new RevisionDraft(
                new RevisionName(name.value()),
                image,
                service.port(),
                deployment.env(),
                new Secrets(snapshot, refusals).pinned(deployment.secrets()),
                Map.of(Keys.VERSION, request.version(), Keys.COLOUR, colour.word()));
        long generation = view.state()
                .map(ServiceState::mark)
                .map(ServiceState.Mark::generation)
                .orElse(0L);
        Set<RevisionName> taken =
                view.revisions().stream().map(RevisionState::name).collect(Collectors.toSet());
        return draft.named(RevisionNames.next(name, request.version(), draft + " after " + generation, taken));
    }

    /** Traffic that a killed release left, to be put right before this one starts. */
    static Optional<Traffic> toHeal(ServiceName name, View view) {
        Baseline baseline = Baseline.of(name, view);
        return baseline.traffic().filter(traffic -> baseline.heal());
    }
}
