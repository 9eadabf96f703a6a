package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an entry or a series is about.
 *
 * @param type such as {@code cloud_run_revision}
 * @see <a href="https://cloud.google.com/monitoring/api/resources">Monitored resource types</a>
 */
record Resource(String project, String type, Map<String, String> labels) {
    static final String REVISION = "cloud_run_revision";

    private static final String ENTRY_PREFIX = "run.googleapis.com/";

    Resource {
        labels = Map.copyOf(labels);
    }

    static Resource of(ServingRevision revision) {
        return new Resource(
                revision.project(),
                REVISION,
                Map.of(
                        "project_id", revision.project(),
                        "location", revision.location(),
                        "service_name", revision.service(),
                        "configuration_name", revision.service(),
                        "revision_name", revision.name()));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("type", type);
        json.set("labels", labels(false));
        return json;
    }

    /** What labels the entry and not the resource: the execution of a job, for instance, whose names carry Cloud Run's prefix. */
    ObjectNode entryLabels() {
        return labels(true);
    }

    private ObjectNode labels(boolean ofEntry) {
        ObjectNode chosen = Json.object();
        new TreeMap<>(labels).forEach((name, value) -> {
            if (name.startsWith(ENTRY_PREFIX) == ofEntry) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }
}
