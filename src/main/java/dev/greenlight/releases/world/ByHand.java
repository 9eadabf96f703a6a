package dev.greenlight.releases.world;

import dev.greenlight.project.Environment;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The commands that a person is told to run. Each names the project and the region, since whoever runs it may have set others.
 *
 * @param project Google Cloud's project
 * @param region Cloud Run's region
 * @see <a href="https://cloud.google.com/sdk/gcloud/reference/run/services">gcloud run services</a>
 */
public record ByHand(String project, String region) {
    public static ByHand in(Environment environment) {
        return new ByHand(environment.project(), environment.regions().getFirst());
    }

    /** The flags that every command ends with, after a space. */
    public String flags() {
        return " --project=" + project + " --region=" + region;
    }

    /** Shows a service. */
    public String describe(ServiceName service) {
        return "gcloud run services describe " + service + flags();
    }

    /** Lists a service's revisions. */
    public String revisions(ServiceName service) {
        return "gcloud run revisions list --service=" + service + flags();
    }

    /** Gives a revision all traffic. @param revision its name, or a word in the name's place */
    public String move(ServiceName service, String revision) {
        return "gcloud run services update-traffic " + service + " --to-revisions=" + revision + "=100" + flags();
    }

    /** Makes a service's own address reachable from everywhere. */
    public String expose(ServiceName service) {
        return "gcloud run services update " + service + " --ingress=all --default-url" + flags();
    }

    /** Takes a service from the public. */
    public String close(ServiceName service) {
        return "gcloud run services remove-iam-policy-binding " + service
                + " --member=allUsers --role=roles/run.invoker" + flags();
    }

    /** Deletes a service with its revisions. */
    public String delete(ServiceName service) {
        return "gcloud run services delete " + service + flags();
    }

    /** Ends a job's run. */
    public String cancel(String execution) {
        return "gcloud run jobs executions cancel " + execution + flags();
    }

    /** Makes a service's tags what they were. @param wanted those that shall be there; all others of now go */
    public String retag(ServiceName service, Map<Tag, RevisionName> now, Map<Tag, RevisionName> wanted) {
        String gone = now.keySet().stream()
                .filter(tag -> !wanted.containsKey(tag))
                .map(Tag::value)
                .collect(Collectors.joining(","));
        String changed = wanted.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(now.get(tag.getKey())))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(","));
        return "gcloud run services update-traffic " + service
                + (gone.isEmpty() ? "" : " --remove-tags=" + gone)
                + (changed.isEmpty() ? "" : " --update-tags=" + changed)
                + flags();
    }

    /** Takes an annotation off a service, for which gcloud has no flag. */
    public String unannotate(ServiceName service, String key) {
        return describe(service) + " --format=export > service.yaml, then take the annotation " + key
                + " out of service.yaml, then gcloud run services replace service.yaml" + flags();
    }
}
