package dev.greenlight.releases.steps;

import dev.greenlight.releases.gate.Expected;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one service stands in the middle of a release. Used by one thread at a time. */
public final class Standing {
    private final ServicePlan plan;
    private final Claim claim;
    private Optional<ServiceState> state;
    private Optional<Traffic> baseline;
    private boolean touched;
    private boolean open;
    private final Set<Traffic> wished = new HashSet<>();
    private Optional<RevisionName> reserved = Optional.empty();
    private Optional<Instant> baking = Optional.empty();

    /** @param owner who releases */
    public Standing(ServicePlan plan, Owner owner, Optional<ServiceState> found) {
        this.plan = plan;
        this.state = found;
        this.baseline = plan.before().map(ServicePlan.Before::traffic);
        this.claim = new Claim(owner, found.map(ServiceState::annotations).orElse(Map.of()));
        this.open = plan.open();
        found.flatMap(ServiceState::wished).ifPresent(wished::add);
        baseline.ifPresent(wished::add);
    }

    public ServicePlan plan() {
        return plan;
    }

    public ServiceName name() {
        return plan.name();
    }

    /** How its notes on the service are known. */
    public Claim claim() {
        return claim;
    }

    public Optional<ServiceState> state() {
        return state;
    }

    /** The service, which an earlier step has made or found. */
    public ServiceState existing() {
        return state.orElseThrow(() -> new ExternalFailure(
                "go on with service " + name(), "it does not exist any more", "run the release again"));
    }

    /** The traffic that the last step left; before the first, what serves and not what a failed change had wished for. */
    public Traffic traffic() {
        ServiceState now = existing();
        return baseline.or(now::wished)
                .or(() -> now.served().traffic())
                .orElseThrow(() -> new ExternalFailure(
                        "move the traffic of " + name(),
                        "it has none",
                        "look at the service in Google Cloud's console"));
    }

    public URI url() {
        return existing()
                .url()
                .orElseThrow(() -> new ExternalFailure(
                        "reach service " + name(),
                        "Cloud Run gave it no address",
                        "check the service's ingress settings"));
    }

    /** Where it is asked. */
    public Place place() {
        return new Place(plan.service(), name(), plan.deployment().publicUrl().orElseGet(this::url), url(), open);
    }

    /** The revision that had the traffic before the new one; empty in a service that this release made at once. */
    public Optional<RevisionName> previous() {
        return plan.before().map(ServicePlan.Before::live).or(() -> reserved);
    }

    /** Who should answer: the new revision, or the one before it. */
    public Expected expecting(RevisionName revision, String version) {
        // A reserved revision is of the same image as the new one.
        boolean twins = reserved.isPresent()
                || plan.before()
                        .filter(before -> !before.live().equals(plan.green().name()) && before.twin())
                        .isPresent();
        return new Expected(revision, version, !twins);
    }

    public void now(ServiceState next) {
        state = Optional.of(next);
        baseline = Optional.empty();
    }

    public void gone() {
        state = Optional.empty();
    }

    /** Something has been, or may have been, done to the service. */
    public void touch() {
        touched = true;
    }

    /** From now on it is only watched. */
    void bakes(Instant since) {
        baking = baking.or(() -> Optional.of(since));
    }

    Optional<Instant> baking() {
        return baking;
    }

    /** The release is about to ask for this traffic. */
    public void wishing(Traffic traffic) {
        touched = true;
        wished.add(traffic);
    }

    /** Whether the release has found this traffic asked for, or has asked for it itself. */
    public boolean knows(Traffic traffic) {
        return wished.contains(traffic);
    }

    /** Somebody else has taken the service over: nothing of it is this release's to put right any more. */
    public void letGo() {
        touched = false;
    }

    public boolean touched() {
        return touched;
    }

    public void reserve(RevisionName revision) {
        reserved = Optional.of(revision);
    }

    public void opened(boolean now) {
        open = now;
    }

    public boolean open() {
        return open;
    }
}
