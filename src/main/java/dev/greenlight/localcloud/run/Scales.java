package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.proxy.Limits;
import dev.greenlight.localcloud.recipes.Recipes;
import java.time.Duration;

/**
 * How many instances a revision has, and how much each takes.
 *
 * @see <a href="https://cloud.google.com/run/docs/about-instance-autoscaling">About instance autoscaling</a>
 */
final class Scales {
    private static final int USUAL_CONCURRENCY = 80;
    private static final int USUAL_MOST = 100;
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
    private static final String MANUAL = "MANUAL";

    private final Revisions revisions;

    Scales(Revisions revisions) {
        this.revisions = revisions;
    }

    Limits limits(ServiceName name, ObjectNode service, String id) {
        ObjectNode revision = revisions.find(name, id).orElseGet(Json::object);
        int concurrency = revision.path("maxInstanceRequestConcurrency").asInt();
        Duration timeout = Recipes.duration(revision.path("timeout").asText("300s"));
        return new Limits(
                concurrency > 0 ? concurrency : USUAL_CONCURRENCY,
                most(service, revision, id),
                timeout.isPositive() ? timeout : USUAL_TIMEOUT,
                revision.path("sessionAffinity").asBoolean());
    }

    private static int most(ObjectNode service, ObjectNode revision, String id) {
        JsonNode scaling = service.path("scaling");
        int own = revision.at("/scaling/maxInstanceCount").asInt();
        int most = own > 0 ? own : USUAL_MOST;
        if (scaling.path("scalingMode").asText().equals(MANUAL)) {
            return Math.max(1, part(scaling.path("manualInstanceCount").asInt(), service, id));
        }
        int shared = part(scaling.path("maxInstanceCount").asInt(), service, id);
        return shared > 0 ? Math.min(most, shared) : most;
    }

    /** How many instances are kept without any request: the revision's own number while it is used, and its part of the service's. */
    int least(ServiceName name, ObjectNode service, String id) {
        if (!Traffic.used(service).contains(id)) {
            return 0;
        }
        ObjectNode revision = revisions.find(name, id).orElseGet(Json::object);
        JsonNode scaling = service.path("scaling");
        boolean manual = scaling.path("scalingMode").asText().equals(MANUAL);
        String wish = manual ? "manualInstanceCount" : "minInstanceCount";
        int shared = part(scaling.path(wish).asInt(), service, id);
        int own = manual ? 0 : revision.at("/scaling/minInstanceCount").asInt();
        return Math.min(Math.max(shared, own), most(service, revision, id));
    }

    /** A service's instances are split as its traffic is, rounded up; a revision without a percentage gets none. */
    private static int part(int count, ObjectNode service, String id) {
        int percent = 0;
        for (Target target : Target.of(service.path("trafficStatuses"))) {
            String revision = target.isLatest() ? Traffic.latestReady(service) : target.revision();
            percent += revision.equals(id) ? target.percent() : 0;
        }
        return (count * percent + 99) / 100;
    }
}
