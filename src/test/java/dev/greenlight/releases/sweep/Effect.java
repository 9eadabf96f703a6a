package dev.greenlight.releases.sweep;

import java.util.List;

/**
 * One write of a run.
 *
 * @param method as the API calls it
 * @param call which of the run's calls of that method it is, from 1
 */
record Effect(String method, long call) {
    /** All writes that a release or a rollback may make. */
    static final List<String> WRITES = List.of(
            "run.services.create",
            "run.services.patch",
            "run.services.delete",
            "run.services.setIamPolicy",
            "run.services.revisions.delete",
            "run.jobs.create",
            "run.jobs.patch",
            "run.jobs.delete",
            "run.jobs.run",
            "run.jobs.setIamPolicy",
            "run.jobs.executions.cancel",
            "run.jobs.executions.delete");

    /** All that changes nothing. */
    static final List<String> READS =
            List.of("*.get", "*.list", "*.getIamPolicy", "*.testIamPermissions", "*.wait", "oauth.token");

    /** A rule's beginning that hits exactly this write. */
    String rule() {
        return "on: " + method + ", calls: " + call;
    }

    @Override
    public String toString() {
        return method + " " + call;
    }
}
