package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What Cloud Run fills in for services and jobs alike. */
public final class Defaults {
    private Defaults() {}

    /** The account that runs what names none. Google puts the project's number there; a local project has only its id. */
    public static String account(String project) {
        return project + "-compute@developer.gserviceaccount.com";
    }

    /** Every container gets limits for CPU and memory, and what its probes leave out. */
    public static void containers(JsonNode containers) {
        for (JsonNode container : containers) {
            ObjectNode limits = ((ObjectNode) container).withObject("/resources/limits");
            absent(limits, "cpu", "1000m");
            absent(limits, "memory", "512Mi");
            for (String kind : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                if (container.path(kind) instanceof ObjectNode probe) {
                    absent(probe, "failureThreshold", 3);
                    absent(probe, "periodSeconds", 10);
                    absent(probe, "timeoutSeconds", 1);
                }
            }
        }
    }

    private static void absent(ObjectNode node, String field, int value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }

    /** Sets a field that has no value. */
    public static void absent(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }
}
