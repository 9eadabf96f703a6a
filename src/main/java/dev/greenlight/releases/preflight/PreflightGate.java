package dev.greenlight.releases.preflight;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traits;
import dev.greenlight.secrets.SecretVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks over one service before a release touches it. */
public final class PreflightGate {
    private final Snapshot snapshot;
    private final boolean force;
    private final ByHand byHand;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Has looked at nothing yet.
     *
     * @param force the person in charge takes a release without a way back upon himself
     * @param byHand the commands of a refusal
     */
    public PreflightGate(Snapshot snapshot, boolean force, ByHand byHand) {
        this.byHand = byHand;
        this.snapshot = snapshot;
        this.force = force;
    }

    /** Why the release must not begin. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** What a person should know of it all the same. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Looks a service over.
     *
     * @param image that is to be released
     * @param live the revision to come back to; empty in a first release
     */
    public void check(Deployment deployment, ImageReference image, Optional<RevisionName> live) {
        ServiceName name = new ServiceName(deployment.cloudRunName());
        View view = snapshot.view(deployment.service());
        live.flatMap(view::revision).ifPresent(revision -> wayBack(name, revision, image));
        view.state().map(ServiceState::traits).ifPresent(traits -> exposure(name, traits));
    }

    private void wayBack(ServiceName name, RevisionState live, ImageReference image) {
        if (!live.ready()) {
            forbid(name, live, "it is not ready to serve");
        }
        Optional<ImageReference> old = ImageReference.parse(live.image())
                .filter(found -> found.registry().equals(image.registry())
                        && found.repository().equals(image.repository()));
        if (old.isEmpty()) {
            notes.add("whether the image of " + live.name() + ", to which " + name
                    + " would come back, is still there was not asked: "
                    + (live.image().isEmpty() ? "it is unknown" : live.image())
                    + " is no image by digest in the repository of the new one, " + image.registry() + "/"
                    + image.repository());
        } else if (!snapshot.images().contains(old.get())) {
            forbid(name, live, "its image " + live.image() + " is not in the registry any more");
        }
        notes.addAll(live.unasked());
        for (SecretReference secret : live.secrets()) {
            if (!enabled(secret)) {
                forbid(name, live, "secret " + secret + ", which it needs to start, does not exist or is not enabled");
            }
        }
    }

    private boolean enabled(SecretReference secret) {
        List<SecretVersion> versions = snapshot.versions(secret);
        return secret.pinned()
                ? versions.stream()
                        .anyMatch(version -> version.enabled()
                                && String.valueOf(version.number()).equals(secret.version()))
                : versions.stream().anyMatch(SecretVersion::enabled);
    }

    private void forbid(ServiceName name, RevisionState live, String reason) {
        String words = name + " could not come back to " + live.name() + ", which serves now: " + reason;
        if (force) {
            notes.add(words);
        } else {
            refusals.add(words + "; mend that, or set force to true to release without a way back");
        }
    }

    private void exposure(ServiceName name, Traits traits) {
        if (!traits.reachable()) {
            refusals.add("the new revision of " + name + " could not be checked from here: " + traits.obstacle()
                    + "; allow all ingress and the service's own address (" + byHand.expose(name)
                    + "), and keep others out by taking the invoker role from allUsers");
        }
        if (traits.affinity()) {
            notes.add(name
                    + " has session affinity: clients stay with the instance that they met first, so that the steps' shares hold for"
                    + " new clients only");
        }
    }

    /**
     * Whether the database bears the instances of both colours at once.
     *
     * @param limit how many connections it allows; 0 when nothing is said
     */
    public void capacity(Iterable<Deployment> deployments, int limit) {
        long most = 0;
        List<String> parts = new ArrayList<>();
        for (Deployment deployment : deployments) {
            if (deployment.connections() > 0) {
                Optional<ServiceState> state =
                        snapshot.view(deployment.service()).state();
                int colours = state.isPresent() ? 2 : 1;
                int instances =
                        state.map(ServiceState::traits).orElse(Traits.USUAL).mostInstances();
                most += (long) colours * instances * deployment.connections();
                parts.add(colours + " colours × " + instances + " instances × " + deployment.connections()
                        + " connections of " + deployment.cloudRunName());
            }
        }
        if (limit > 0 && most > limit) {
            String words = "while both colours run, " + String.join(" and ", parts) + " may want " + most
                    + " database connections, and the database allows " + limit;
            if (force) {
                notes.add(words);
            } else {
                refusals.add(words + "; lower the maximum of instances or the pool, or set force to true");
            }
        }
    }
}
