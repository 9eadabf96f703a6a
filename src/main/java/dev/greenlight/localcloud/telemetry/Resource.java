package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.util.Collections;
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
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
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

    private ObjectNode labels(boolean ofEntry) {
        ObjectNode chosen = Json.object();
        labels.forEach((name, value) -> {
            if (isOfEntry(name) == ofEntry) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    /** What labels the entry and not the resource: the execution of a job, for instance, whose names carry Cloud Run's prefix. */
    private static boolean isOfEntry(String label) {
        return label.startsWith(ENTRY_PREFIX);
    }

    /** Writes the fields of an entry that say what it is about: {@code resource}, and {@code labels} when the entry has some of its own. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("resource");
        json.writeStringField("type", type);
        write(json, false);
        json.writeEndObject();
        if (labels.keySet().stream().anyMatch(Resource::isOfEntry)) {
            write(json, true);
        }
    }

    private void write(JsonGenerator json, boolean ofEntry) throws IOException {
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (isOfEntry(label.getKey()) == ofEntry) {
                json.writeStringField(label.getKey(), label.getValue());
            }
        }
        json.writeEndObject();
    }
}
