package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Cloud Run fills in for services and jobs alike. */
public final class Defaults {
    private Defaults() {}

    /** The account that runs what names none. Google puts the project's number there; a local project has only its id. */
    public static String account(String project) {
        return project + "-compute@developer.gserviceaccount.com";
    }

    /** Every container gets limits for CPU and memory. */
    public static void limits(JsonNode containers) {
        for (JsonNode container : containers) {
            ObjectNode limits = ((ObjectNode) container).withObject("/resources/limits");
            absent(limits, "cpu", "1000m");
            absent(limits, "memory", "512Mi");
        }
    }

    /** Sets a field that has no value. */
    public static void absent(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }
}
