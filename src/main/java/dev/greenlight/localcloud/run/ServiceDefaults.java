package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Cloud Run fills in when a wish leaves it out. */
public final class ServiceDefaults {
    /** A project's number stands in the default account's name; a local project has none, so its id does. */
    private static final String ACCOUNT = "-compute@developer.gserviceaccount.com";

    private ServiceDefaults() {}

    /** Fills the gaps in place. Idempotent. */
    static void fill(ServiceName name, ObjectNode service) {
        absent(service, "ingress", "INGRESS_TRAFFIC_ALL");
        absent(service, "launchStage", "GA");
        ObjectNode template = service.withObject("/template");
        if (!template.has("maxInstanceRequestConcurrency")) {
            template.put("maxInstanceRequestConcurrency", 80);
        }
        absent(template, "timeout", "300s");
        absent(template, "serviceAccount", name.project() + ACCOUNT);
        absent(template, "executionEnvironment", "EXECUTION_ENVIRONMENT_GEN2");
        limits(template.path("containers"));
        if (service.path("traffic").isEmpty()) {
            service.putArray("traffic").addObject().put("type", Target.LATEST).put("percent", 100);
        }
    }

    public static String account(String project) {
        return project + ACCOUNT;
    }

    /** Every container gets limits for CPU and memory. */
    public static void limits(JsonNode containers) {
        for (JsonNode container : containers) {
            ObjectNode limits = ((ObjectNode) container).withObject("/resources/limits");
            absent(limits, "cpu", "1000m");
            absent(limits, "memory", "512Mi");
        }
    }

    public static void absent(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }
}
