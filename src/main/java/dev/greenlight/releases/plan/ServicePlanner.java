package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.naming.Hash;
import dev.greenlight.releases.naming.RevisionNames;
import dev.greenlight.releases.preflight.PreflightGate;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.TurnGate;
import dev.greenlight.releases.world.ByHand;
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
    private final PreflightGate preflight;

    ServicePlanner(ReleaseRequest request, Snapshot snapshot, List<String> refusals, List<String> notes) {
        this.request = request;
        this.snapshot = snapshot;
        this.refusals = refusals;
        this.notes = notes;
        this.preflight = new PreflightGate(snapshot, request.force(), ByHand.in(request.environment()));
    }

    ServicePlan plan(Service service, Deployment deployment) {
        ServiceName name = new ServiceName(deployment.cloudRunName());
        View view = snapshot.view(service.name());
        ImageReference image = Objects.requireNonNull(request.images().get(service.name()), "a request has all images");
        if (!snapshot.images().contains(image)) {
            refusals.add("image " + image + " of " + service.name() + " is not in its registry");
        }
        Baseline baseline = baseline(name, view);
        turn(name, view, baseline);
        preflight.check(deployment, image, baseline.traffic().flatMap(Traffic::sole));
        Colour colour = Colours.forNext(baseline.traffic());
        boolean first = view.state().isEmpty() || view.leftBehind();
        RevisionDraft draft = draft(name, service, deployment, image, view, colour);
        Optional<ServicePlan.Before> before = before(baseline, view, image);
        Optional<RevisionName> done = before.map(ServicePlan.Before::live).filter(live -> done(view, live, draft));
        return new ServicePlan(
                service,
                deployment,
                done.map(draft::named).orElse(draft),
                colour,
                before,
                view.open(),
                first,
                done.isPresent());
    }

    private Baseline baseline(ServiceName name, View view) {
        Baseline baseline = Baseline.of(name, view, ByHand.in(request.environment()));
        if (!baseline.refusal().isEmpty()) {
            refusals.add(baseline.refusal());
        }
        if (!baseline.note().isEmpty()) {
            notes.add(baseline.note());
        }
        return baseline;
    }

    /** What only can be said when all services have been looked at. */
    void finish() {
        preflight.capacity(
                request.environment().services().values(), request.environment().databaseConnections());
        refusals.addAll(preflight.refusals());
        notes.addAll(preflight.notes());
    }

    private void turn(ServiceName name, View view, Baseline baseline) {
        TurnGate gate = new TurnGate(request.version(), request.owner(), request.force(), snapshot.circumstances());
        TurnGate.Turn turn = gate.judge(
                name, view.journal(), baseline.traffic().flatMap(Traffic::sole).map(view::good));
        refusals.addAll(turn.refusals());
        notes.addAll(turn.notes());
    }

    private Optional<ServicePlan.Before> before(Baseline baseline, View view, ImageReference image) {
        return baseline.traffic()
                .flatMap(traffic -> traffic.sole()
                        .map(live ->
                                new ServicePlan.Before(traffic, live, view.version(live), twin(view, live, image))));
    }

    private boolean twin(View view, RevisionName live, ImageReference image) {
        String version = view.version(live);
        return version.equals(request.version())
                || snapshot.circumstances().to(version) == Order.SAME
                || view.revision(live)
                        .map(RevisionState::image)
                        .filter(image.toString()::equals)
                        .isPresent();
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
        draft = draft.noting(Keys.CONTENTS, contents(draft));
        long generation = view.state()
                .map(ServiceState::mark)
                .map(ServiceState.Mark::generation)
                .orElse(0L);
        Set<RevisionName> taken =
                view.revisions().stream().map(RevisionState::name).collect(Collectors.toSet());
        return draft.named(RevisionNames.next(name, request.version(), draft + " after " + generation, taken));
    }

    private static String contents(RevisionDraft draft) {
        return Hash.of(draft.image() + "\n" + draft.port() + "\n" + draft.env() + "\n" + draft.secrets());
    }

    /** Whether an earlier run has made this very release, and recorded it as good. */
    private boolean done(View view, RevisionName live, RevisionDraft draft) {
        return view.journal().intent().isEmpty()
                && view.state().filter(ServiceState::consistent).isPresent()
                && view.journal().good().stream()
                        .limit(1)
                        .anyMatch(good ->
                                good.revision().equals(live) && good.version().equals(request.version()))
                && view.revision(live)
                        .filter(revision -> draft.annotations()
                                .getOrDefault(Keys.CONTENTS, "")
                                .equals(revision.annotations().get(Keys.CONTENTS)))
                        .isPresent();
    }

    /** Traffic that a killed release left, to be put right before this one starts. */
    static Optional<Traffic> toHeal(ServiceName name, View view, ByHand byHand) {
        Baseline baseline = Baseline.of(name, view, byHand);
        return baseline.traffic().filter(traffic -> baseline.heal());
    }
}
