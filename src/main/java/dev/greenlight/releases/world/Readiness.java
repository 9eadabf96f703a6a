package dev.greenlight.releases.world;

import java.util.List;
import java.util.Optional;

/**
 * Whether a service has become what was last wished for it.
 *
 * @param settled nothing is being worked on, and the last wish has been looked at
 * @param conditions the service's terminal condition first, then the others
 * @param latestReady the newest revision that came up
 * @param latestCreated the newest revision
 */
public record Readiness(
        boolean settled,
        List<Condition> conditions,
        Optional<RevisionName> latestReady,
        Optional<RevisionName> latestCreated) {
    public Readiness {
        conditions = List.copyOf(conditions);
    }

    /** The conditions that say no. */
    public List<Condition> failures() {
        return conditions.stream().filter(Condition::failed).toList();
    }
}
