package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.ApiError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Cloud Run refuses before it stores a service or a job. */
public final class ServiceRules {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final List<String> RESERVED_SPACES = List.of(
            "run.googleapis.com/", "cloud.googleapis.com/", "serving.knative.dev/", "autoscaling.knative.dev/");
    private static final Set<String> RESERVED_VARIABLES =
            Set.of("PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION");

    private ServiceRules() {}

    /** @param service the whole wish, defaults not yet filled in */
    static void check(ServiceName name, JsonNode service) {
        checkName("service_id", name.id());
        checkKeys(service, "service");
        JsonNode template = service.path("template");
        checkKeys(template, "service.template");
        checkContainers(template.path("containers"), "service.template.containers");
        String revision = template.path("revision").asText();
        if (!revision.isEmpty()
                && (!revision.startsWith(name.id() + "-")
                        || revision.length() > 63
                        || !NAME.matcher(revision).matches())) {
            throw violation(
                    "service.template.revision",
                    "Revision name '" + revision + "' must be prefixed by the service name '" + name.id()
                            + "-', use only lowercase letters, digits and hyphens, and have at most 63 characters.");
        }
        if (ingressContainers(template.path("containers")) > 1) {
            throw violation(
                    "service.template.containers",
                    "Revision template should contain exactly one container with an exposed port.");
        }
        checkTraffic(service.path("traffic"));
    }

    static void checkTraffic(JsonNode traffic) {
        int sum = 0;
        Set<String> tags = new HashSet<>();
        for (JsonNode entry : traffic) {
            String type = entry.path("type").asText();
            String revision = entry.path("revision").asText();
            int percent = entry.path("percent").asInt();
            String tag = entry.path("tag").asText();
            if (type.equals(Target.REVISION) == revision.isEmpty() || type.isEmpty()) {
                throw violation(
                        "service.traffic",
                        "A traffic target names a revision exactly when its type is " + Target.REVISION + ".");
            }
            if (percent < 0 || percent > 100) {
                throw violation("service.traffic", "Traffic percent must be between 0 and 100, got " + percent + ".");
            }
            if (!tag.isEmpty() && (tag.length() > 46 || !NAME.matcher(tag).matches())) {
                throw violation("service.traffic", "Invalid traffic tag '" + tag + "'.");
            }
            if (!tag.isEmpty() && !tags.add(tag)) {
                throw violation("service.traffic", "Traffic tag '" + tag + "' is used more than once.");
            }
            sum += percent;
        }
        if (!traffic.isEmpty() && sum != 100) {
            throw violation("service.traffic", "Traffic targets percentages must sum to 100, got " + sum + ".");
        }
    }

    public static void checkName(String field, String name) {
        if (name.length() > 49 || !NAME.matcher(name).matches()) {
            throw violation(
                    field,
                    "Invalid name '" + name + "': only lowercase letters, digits and hyphens; must begin with a letter,"
                            + " may not end with a hyphen, and must be less than 50 characters.");
        }
    }

    /** Labels and annotations in Google's own name spaces are refused. */
    public static void checkKeys(JsonNode holder, String place) {
        for (String kind : List.of("labels", "annotations")) {
            holder.path(kind).properties().forEach(entry -> {
                String key = entry.getKey();
                if (RESERVED_SPACES.stream().anyMatch(key::startsWith) || key.isEmpty()) {
                    throw violation(
                            place + "." + kind,
                            "The key '" + key + "' is in a namespace that is reserved for system use.");
                }
            });
        }
    }

    public static void checkContainers(JsonNode containers, String place) {
        if (containers.isEmpty()) {
            throw violation(place, "At least one container is required.");
        }
        int at = 0;
        for (JsonNode container : containers) {
            String here = place + "[" + at++ + "]";
            if (container.path("image").asText().isBlank()) {
                throw violation(here + ".image", "Missing a required field: image.");
            }
            Set<String> seen = new HashSet<>();
            for (JsonNode variable : container.path("env")) {
                String name = variable.path("name").asText();
                if (!VARIABLE.matcher(name).matches()) {
                    throw violation(here + ".env", "Invalid environment variable name '" + name + "'.");
                }
                if (RESERVED_VARIABLES.contains(name)) {
                    throw violation(
                            here + ".env", "The following reserved env names were provided: " + name + ".");
                }
                if (!seen.add(name)) {
                    throw violation(here + ".env", "Environment variable '" + name + "' is set more than once.");
                }
            }
        }
    }

    private static long ingressContainers(JsonNode containers) {
        long count = 0;
        for (JsonNode container : containers) {
            count += container.path("ports").isEmpty() ? 0 : 1;
        }
        return count;
    }

    public static ApiError violation(String field, String description) {
        return ApiError.badField(field, description, "Violation in " + field + ": " + description);
    }
}
