package dev.greenlight.releases.cloud;

import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services of one project in one region. Reads are retried within; what still fails is an
 * {@link dev.greenlight.report.ExternalFailure}. Safe for use by several threads.
 */
public interface CloudRun {
    /** The service as it is now; empty when there is none. */
    Optional<ServiceState> service(ServiceName name);

    /** The service's revisions, in no particular order; empty when there is no such service. */
    List<RevisionState> revisions(ServiceName name);

    /** Makes a service that nobody but its owners may call. */
    Reply create(ServiceName name, RevisionDraft draft, Traffic traffic, Map<String, String> annotations);

    /** Changes a service that is still in the state that the change names. */
    Reply change(ServiceChange change);

    /** Deletes a service that is still in the state with this etag; doing so again is accepted too. */
    Reply delete(ServiceName name, String etag);

    /** Deletes a revision that is still in the state that was looked at; doing so again is accepted too. Cloud Run refuses one that is in use. */
    Reply delete(ServiceName name, RevisionState revision);

    /** Whether everybody may call the service. */
    boolean isPublic(ServiceName name);

    /** Lets everybody call the service; other bindings stay. Idempotent. */
    void open(ServiceName name);

    /** Lets nobody but its owners call the service; other bindings stay. Idempotent. */
    void close(ServiceName name);

    /** Cloud Run in a project's region. */
    static CloudRun at(CloudAccess access, Identity identity, String project, String region) {
        return new GoogleCloudRun(new GoogleConnection(access, identity), project, region);
    }
}
