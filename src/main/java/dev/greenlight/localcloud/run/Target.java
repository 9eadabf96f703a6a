package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a service's traffic.
 *
 * @param revision short name; empty = the latest ready one
 * @param tag empty = none
 */
record Target(String revision, int percent, String tag) {
    static final String LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";
    static final String REVISION = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";

    static List<Target> of(JsonNode traffic) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode entry : traffic) {
            boolean latest = entry.path("type").asText().equals(LATEST);
            targets.add(new Target(
                    latest ? "" : entry.path("revision").asText(),
                    entry.path("percent").asInt(),
                    entry.path("tag").asText()));
        }
        return targets;
    }

    boolean isLatest() {
        return revision.isEmpty();
    }

    /** @param uri of the tag; empty when there is none */
    ObjectNode status(String uri) {
        ObjectNode status = Json.object().put("type", isLatest() ? LATEST : REVISION);
        if (!isLatest()) {
            status.put("revision", revision);
        }
        if (percent > 0) {
            status.put("percent", percent);
        }
        if (!tag.isEmpty()) {
            status.put("tag", tag).put("uri", uri);
        }
        return status;
    }
}
