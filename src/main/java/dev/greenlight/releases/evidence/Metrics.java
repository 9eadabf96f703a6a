package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.time.Instant;

/** What revisions have answered, counted by the cloud. */
public interface Metrics {
    /**
     * Counts of the requests to the service, in the points that lie wholly between the two instants: one in which {@code from} lies tells of
     * another division of the traffic. A failure to read them is a {@link Reading.Unknown}.
     */
    Reading requests(ServiceName service, Instant from, Instant to);

    /** Latencies of the answers that were no errors, in the same points. */
    Reading latencies(ServiceName service, Instant from, Instant to);

    /** Cloud Monitoring's metrics for a project's region. */
    static Metrics at(CloudAccess access, Identity identity, String project, String region) {
        return new HttpMetrics(new HttpCalls(access, identity), project, region);
    }
}
