package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.resources.Defaults;

/** What Cloud Run fills in when a wish leaves it out. */
final class ServiceDefaults {
    private ServiceDefaults() {}

    /** Fills the gaps in place. Idempotent. */
    static void fill(ServiceName name, ObjectNode service) {
        Defaults.absent(service, "ingress", "INGRESS_TRAFFIC_ALL");
        Defaults.absent(service, "launchStage", "GA");
        ObjectNode template = service.withObject("/template");
        if (!template.has("maxInstanceRequestConcurrency")) {
            template.put("maxInstanceRequestConcurrency", 80);
        }
        Defaults.absent(template, "timeout", "300s");
        Defaults.absent(template, "serviceAccount", Defaults.account(name.project()));
        Defaults.absent(template, "executionEnvironment", "EXECUTION_ENVIRONMENT_GEN2");
        Defaults.containers(template.path("containers"));
        if (service.path("traffic").isEmpty()) {
            service.putArray("traffic").addObject().put("type", Target.LATEST).put("percent", 100);
        }
    }
}
