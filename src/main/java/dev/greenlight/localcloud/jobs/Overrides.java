package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.resources.TemplateRules;

/** What one execution does otherwise than its job says. */
final class Overrides {
    private Overrides() {}

    /**
     * The execution template with the overrides in it; the argument is not changed.
     *
     * @throws dev.greenlight.localcloud.http.ApiError invalid argument, for what a job may not say either
     */
    static ObjectNode apply(ObjectNode template, JsonNode overrides) {
        ObjectNode result = template.deepCopy();
        ObjectNode task = result.withObject("/template");
        if (overrides.has("taskCount")) {
            result.set("taskCount", overrides.get("taskCount"));
        }
        if (overrides.has("timeout")) {
            task.set("timeout", overrides.get("timeout"));
        }
        for (JsonNode override : overrides.path("containerOverrides")) {
            container(task.path("containers"), override.path("name").asText(), override);
        }
        Rules.checkContainers(task.path("containers"), "overrides.container_overrides");
        Jobs.checkCount(result, "overrides");
        TemplateRules.timeout(task, "overrides", Jobs.LONGEST_TASK);
        return result;
    }

    private static void container(JsonNode containers, String name, JsonNode override) {
        for (JsonNode node : containers) {
            if (name.isEmpty() || node.path("name").asText().equals(name)) {
                ObjectNode container = (ObjectNode) node;
                if (override.path("clearArgs").asBoolean()) {
                    container.remove("args");
                } else if (override.has("args")) {
                    container.set("args", override.get("args"));
                }
                override.path("env").forEach(variable -> set(container, variable));
                return;
            }
        }
        throw Rules.violation("overrides.container_overrides", "The job has no container named '" + name + "'.");
    }

    private static void set(ObjectNode container, JsonNode variable) {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode existing : container.path("env")) {
            if (!existing.path("name").equals(variable.path("name"))) {
                kept.add(existing);
            }
        }
        container.set("env", kept.add(variable));
    }
}
