package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the conditions of services, revisions, jobs and executions. */
public final class Conditions {
    private Conditions() {}

    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    }

    public static ObjectNode succeeded(String type) {
        return condition(type, "CONDITION_SUCCEEDED");
    }

    /** @param message may be empty */
    public static ObjectNode reconciling(String type, String message) {
        ObjectNode condition = condition(type, "CONDITION_RECONCILING");
        if (!message.isEmpty()) {
            condition.put("message", message);
        }
        return condition;
    }

    public static ObjectNode failed(String type, Fault fault) {
        ObjectNode condition = condition(type, "CONDITION_FAILED").put("message", fault.message());
        return condition.put(fault.field(), fault.reason());
    }

    private static ObjectNode condition(String type, String state) {
        return Json.object().put("type", type).put("state", state).put("lastTransitionTime", now());
    }

    /** A service's terminal condition and its two parts; a null fault is success. */
    public static void settle(ObjectNode service, @Nullable Fault configuration, @Nullable Fault routes) {
        Fault first = configuration != null ? configuration : routes;
        service.set("terminalCondition", of("Ready", first));
        ArrayNode parts = service.putArray("conditions");
        parts.add(of("RoutesReady", routes));
        parts.add(of("ConfigurationsReady", configuration));
    }

    /** Why a condition of a resource has failed; empty when it has not, or there is none of this type. */
    public static Optional<Fault> fault(ObjectNode resource, String type) {
        for (JsonNode condition : resource.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Fault.from(condition);
            }
        }
        return Optional.empty();
    }

    public static void reconcile(ObjectNode service) {
        service.put("reconciling", true);
        service.set("terminalCondition", reconciling("Ready", ""));
        ArrayNode parts = service.putArray("conditions");
        parts.add(reconciling("RoutesReady", ""));
        parts.add(reconciling("ConfigurationsReady", ""));
    }

    /** Failed with the fault; a null fault is success. */
    public static ObjectNode of(String type, @Nullable Fault fault) {
        return fault == null ? succeeded(type) : failed(type, fault);
    }
}
