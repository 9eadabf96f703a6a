package dev.greenlight.releases.symptoms;

import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.world.ByHand;

/**
 * Where something failed, for the commands that a person runs next.
 *
 * @param project Google Cloud's project
 * @param region Cloud Run's region
 * @param service the Cloud Run service
 * @param trail the revision or the job's run that failed
 */
public record Whereabouts(String project, String region, String service, Trail trail) {
    private String place() {
        return new ByHand(project, region).flags();
    }

    /** Shows the log of what failed; the whole service's where neither a revision nor a run did. */
    public String logs() {
        String filter = switch (trail) {
            case Trail.OfRevision revision ->
                "resource.type=\"cloud_run_revision\" AND resource.labels.revision_name=\"" + revision.revision()
                        + "\"";
            case Trail.OfRun run ->
                "resource.type=\"cloud_run_job\" AND labels.\"run.googleapis.com/execution_name\"=\"" + run.execution()
                        + "\"";
            case Trail.None none ->
                "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + service + "\"";
        };
        return "gcloud logging read '" + filter + "' --project=" + project + " --freshness=1d --limit=200";
    }

    /** Shows what failed as Cloud Run has it, its variables and conditions among it. */
    String described() {
        return switch (trail) {
            case Trail.OfRevision revision -> "gcloud run revisions describe " + revision.revision() + place();
            case Trail.OfRun run -> "gcloud run jobs executions describe " + run.execution() + place();
            case Trail.None none -> "gcloud run services describe " + service + place();
        };
    }

    /** Puts the names into a command: {@code {logs}}, {@code {describe}}, {@code {service}}, {@code {project}}, {@code {place}}. */
    String in(String command) {
        return command.replace("{logs}", logs())
                .replace("{describe}", described())
                .replace("{service}", service)
                .replace("{project}", project)
                .replace("{place}", place().strip());
    }
}
