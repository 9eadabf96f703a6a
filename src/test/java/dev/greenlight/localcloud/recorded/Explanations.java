package dev.greenlight.localcloud.recorded;

import static dev.greenlight.localcloud.recorded.Explanation.added;
import static dev.greenlight.localcloud.recorded.Explanation.changed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Where answers are knowingly not the recorded ones. */
final class Explanations {
    private static final String PARENT = ".*/v2/projects/[^/]+/locations/[^/]+/";
    private static final String WRITES = "(POST|PATCH) " + PARENT + "services(/[^/:]+)?";
    private static final String REMOVALS = "DELETE " + PARENT + "(services|jobs)/[^/:]+";
    private static final String OPERATIONS = "GET " + PARENT + "operations/[^/:]+";
    private static final String READS = "GET " + PARENT + "services/[^/:]+";
    private static final String SERVICES =
            "(POST|PATCH|DELETE|GET) " + PARENT + "(services(/[^/:]+)?|operations/[^/:]+)";
    private static final String JOBS = "(POST|PATCH|DELETE|GET) " + PARENT + "(jobs(/[^/:]+)?|operations/[^/:]+)";
    private static final String ANY =
            "(POST|PATCH|DELETE|GET) " + PARENT + "((services|jobs)(/[^/:]+)?|operations/[^/:]+)";
    /** An operation holds copies of its resource. */
    private static final String COPY = "((metadata|response)\\.)?";

    private static final String URL = "http://10\\.0\\.0\\.1:20[0-9]{3}";
    private static final String TIME = "[0-9-]{10}T[0-9:]{8}(\\.[0-9]{1,9})?Z";
    private static final String REVISION =
            "projects/dream-prod/locations/us-central1/services/([a-z0-9-]+)/revisions/\\1-0000[0-9]-[a-z]{3}";
    private static final Predicate<JsonNode> ALL_TO_THE_LATEST =
            json("[{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST\",\"percent\":100}]")::equals;

    private Explanations() {}

    /** Those that every recording of the project needs, in this order. */
    static List<Explanation> own() {
        String service = "the recording's stand-in for Cloud Run leaves it out, Cloud Run itself sets it";
        String later = "the stand-in is instant; here a write is answered before it is carried out";
        return List.of(
                Explanation.of(service, WRITES, "metadata\\.conditions", added(conditions("CONDITION_RECONCILING"))),
                Explanation.of(
                        service,
                        READS + "|" + OPERATIONS + "|" + REMOVALS,
                        COPY + "conditions",
                        added(conditions("CONDITION_SUCCEEDED"))),
                Explanation.of(service, SERVICES, COPY + "uri", added(URL)),
                Explanation.of(
                        service,
                        SERVICES,
                        COPY + "urls",
                        added(urls -> urls.size() == 1 && urls.path(0).asText().matches(URL))),
                Explanation.of(service, SERVICES, COPY + "latest(Ready|Created)Revision", added(REVISION)),
                Explanation.of(service, SERVICES, COPY + "trafficStatuses", added(ALL_TO_THE_LATEST)),
                Explanation.of(service, ANY, COPY + "observedGeneration", added("[1-9]")),
                Explanation.of(later, WRITES + "|" + REMOVALS, "metadata\\.reconciling", added(JsonNode::asBoolean)),
                Explanation.of(
                        later,
                        WRITES,
                        "metadata\\.terminalCondition\\.state",
                        changed("CONDITION_SUCCEEDED", "CONDITION_RECONCILING")),
                Explanation.of(
                        "the stand-in leaves it out of an operation's metadata",
                        ANY,
                        "metadata\\.uid",
                        added("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")),
                Explanation.of(
                        "the stand-in says 1 in every operation",
                        "(PATCH|DELETE|GET) " + PARENT + "((services|jobs)/[^/:]+|operations/[^/:]+)",
                        "(metadata|response)\\.generation",
                        changed("1", "[2-9]")),
                Explanation.of(
                        "Cloud Run dates a deletion, the stand-in does not",
                        REMOVALS + "|" + OPERATIONS,
                        "(metadata|response)\\.deleteTime",
                        added(TIME)),
                Explanation.of(
                        "a wish without traffic means all to the latest, and here the answer says so",
                        SERVICES,
                        COPY + "traffic",
                        added(ALL_TO_THE_LATEST)),
                Explanation.of(
                        "images lie in the registry that runs here",
                        "GET .*/v1/projects/[^/]+/locations/[^/]+/repositories/[^/]+",
                        "registryUri",
                        sameRepository()));
    }

    /** Seen only in recordings that the project does not have. */
    static List<Explanation> elsewhere() {
        String whole = "an update replaces the whole job, but the stand-in takes the template only";
        return List.of(
                Explanation.of(whole, JOBS, COPY + "labels\\.custom-label", changed("foo", "bar")),
                Explanation.of(
                        whole,
                        JOBS,
                        COPY + "binaryAuthorization\\.useDefault",
                        (recorded, ours) -> !recorded.asBoolean(true) && ours.asBoolean(false)));
    }

    private static Predicate<JsonNode> conditions(String state) {
        return conditions -> conditions.size() == 2
                && conditions.at("/0/type").asText().equals("RoutesReady")
                && conditions.at("/1/type").asText().equals("ConfigurationsReady")
                && conditions.at("/0/state").asText().equals(state)
                && conditions.at("/1/state").asText().equals(state);
    }

    private static BiPredicate<JsonNode, JsonNode> sameRepository() {
        return (recorded, ours) -> ours.asText()
                .equals(recorded.asText().replaceFirst("^[a-z0-9-]+-docker\\.pkg\\.dev/", "localhost:5000/"));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
