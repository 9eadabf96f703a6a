package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What containers printed, and who answered which request. */
public interface Logs {
    /**
     * The last lines of a revision, oldest first; empty when there are none.
     *
     * @throws dev.greenlight.report.ExternalFailure when they cannot be read
     */
    List<LogLine> lastOf(ServiceName service, RevisionName revision, int most);

    /**
     * The last lines of a job's run, oldest first; empty when there are none.
     *
     * @throws dev.greenlight.report.ExternalFailure when they cannot be read
     */
    List<LogLine> lastOfRun(String job, String execution, int most);

    /**
     * Who answered this program's probes of a service since then, by the probe's id, as far as the request log shows them yet; of very many the
     * newest. Empty when the log cannot be read.
     */
    Optional<Map<String, RevisionName>> answerers(ServiceName service, Instant since);

    /**
     * The requests to a service since then; of very many the newest. It may lack what came in the last seconds, and all that the project's owner
     * has excluded from the log. Empty when it cannot be read.
     */
    Optional<RequestLog> requests(ServiceName service, Instant since);

    /** Cloud Logging for a project. */
    static Logs at(CloudAccess access, Identity identity, String project) {
        return new HttpLogs(new HttpCalls(access, identity), project);
    }
}
