package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.ApiError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Cloud Run refuses in services and jobs alike. */
public final class Rules {
    /** How services, jobs, revisions and tags are named. */
    public static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9:.-]{0,61}");
    private static final Pattern LOCATION = Pattern.compile("[a-z][a-z0-9-]{0,61}");
    private static final List<String> RESERVED_SPACES =
            List.of("run.googleapis.com/", "cloud.googleapis.com/", "serving.knative.dev/", "autoscaling.knative.dev/");
    private static final Set<String> RESERVED_VARIABLES = Set.of("PORT", "K_SERVICE", "K_REVISION", "K_CONFIGURATION");

    /** Variables, and arguments, of one container. */
    private static final int MOST_WORDS = 1_000;

    private static final int LONGEST_VALUE = 32 * 1024;

    private Rules() {}

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
            range(container.path("args").size(), 0, MOST_WORDS, here + ".args");
            range(container.path("env").size(), 0, MOST_WORDS, here + ".env");
            Set<String> seen = new HashSet<>();
            for (JsonNode variable : container.path("env")) {
                String name = variable.path("name").asText();
                if (!VARIABLE.matcher(name).matches()) {
                    throw violation(here + ".env", "Invalid environment variable name '" + name + "'.");
                }
                if (RESERVED_VARIABLES.contains(name)) {
                    throw violation(here + ".env", "The following reserved env names were provided: " + name + ".");
                }
                range(variable.path("value").asText().length(), 0, LONGEST_VALUE, here + ".env." + name);
                if (!seen.add(name)) {
                    throw violation(here + ".env", "Environment variable '" + name + "' is set more than once.");
                }
            }
        }
    }

    /** @param place of the number, for the fault */
    public static void range(int number, int least, int most, String place) {
        if (number < least || number > most) {
            throw violation(
                    place,
                    "It must be " + least + " or more" + (most == Integer.MAX_VALUE ? "" : " and at most " + most)
                            + ", got " + number + ".");
        }
    }

    /**
     * Which project and place a call speaks of; any name of the right form is a place here, and {@code -} is none, as Google's own description of
     * its lists says.
     *
     * @see <a href="https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services/list">services.list, parent</a>
     */
    public static void checkParent(String project, String location) {
        if (!PROJECT.matcher(project).matches() || !LOCATION.matcher(location).matches()) {
            String said = "projects/" + project + "/locations/" + location;
            throw ApiError.badField("parent", "Invalid resource name: " + said, "Invalid resource name: " + said);
        }
    }

    public static ApiError violation(String field, String description) {
        return ApiError.badField(field, description, "Violation in " + field + ": " + description);
    }
}
