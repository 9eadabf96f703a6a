package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.time.Instant;

/** Counts of the requests that revisions have answered. */
public interface Metrics {
    /**
     * Requests to the service by the points that end between the two instants, so that a point in which {@code from} lies counts whole. A
     * failure to read them is a {@link Reading.Unknown}.
     */
    Reading requests(ServiceName service, Instant from, Instant to);

    /** Cloud Monitoring's counts for a project's region. */
    static Metrics at(CloudAccess access, Identity identity, String project, String region) {
        return new HttpMetrics(new HttpCalls(access, identity), project, region);
    }
}
