package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import java.util.Optional;

/**
 * What a release means for one service.
 *
 * @param service the part of the application
 * @param deployment what it gets in this environment
 * @param green the revision to be made
 * @param colour the colour that it will carry
 * @param before what serves now; empty when the service does not exist
 * @param open whether everybody may call it now
 * @param first whether this is its first release, after which it is opened
 * @param done whether the serving revision is this very release already, so that only the proof is left
 */
public record ServicePlan(
        Service service,
        Deployment deployment,
        RevisionDraft green,
        Colour colour,
        Optional<Before> before,
        boolean open,
        boolean first,
        boolean done) {
    /** Its name in Cloud Run. */
    public ServiceName name() {
        return new ServiceName(deployment.cloudRunName());
    }

    /**
     * What serves before a release, and again when it fails.
     *
     * @param traffic shares and tags
     * @param live the one revision with all traffic
     * @param version what that was released as; empty when unknown
     * @param twin whether it may call itself what the new revision does: it is of the same version, the same commit or the same image, so
     *     that neither a version nor a commit tells which of the two answered
     */
    public record Before(Traffic traffic, RevisionName live, String version, boolean twin) {}
}
