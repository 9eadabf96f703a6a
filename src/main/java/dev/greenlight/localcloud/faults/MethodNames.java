package dev.greenlight.localcloud.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How scripts call the API's methods: {@code run.services.patch} for PATCH on {@code /v2/projects/{p}/locations/{l}/services/{s}}. */
final class MethodNames {
    static final String ACCESS = "secrets.versions.access";
    static final String TIME_SERIES = "monitoring.timeSeries.list";
    static final String LOG_ENTRIES = "logging.entries.list";
    static final String TOKEN = "oauth.token";

    private static final Pattern VERSIONED = Pattern.compile("/(v[0-9]+)/(.+?)(?::([A-Za-z]+))?");
    private static final Map<String, String> OWNERS = Map.of(
            "services", "run.",
            "jobs", "run.",
            "repositories", "artifacts.",
            "timeSeries", "monitoring.",
            "entries", "logging.");
    private static final Map<String, String> VERBS = Map.of("GET", "get", "PATCH", "patch", "DELETE", "delete");

    private MethodNames() {}

    /** The name of what is registered under a method and a template; empty for what is no API of Google's. */
    static Optional<String> of(String method, String template) {
        if (template.equals("/token")) {
            return Optional.of(TOKEN);
        }
        Matcher parts = VERSIONED.matcher(template);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String[] segments = parts.group(2).split("/", -1);
        List<String> collections = new ArrayList<>();
        for (int i = 0; i < segments.length; i++) {
            boolean scope = segments[i].equals("projects") || segments[i].equals("locations");
            boolean scopes = scope && i + 1 < segments.length;
            if (!segments[i].startsWith("{") && !scopes) {
                collections.add(segments[i]);
            }
        }
        if (collections.isEmpty()) {
            return Optional.empty();
        }
        boolean one = segments[segments.length - 1].startsWith("{");
        String usual = one ? VERBS.getOrDefault(method, method) : method.equals("GET") ? "list" : "create";
        String verb = parts.group(3) == null ? usual : parts.group(3);
        return Optional.of(owner(parts.group(1), collections.getFirst()) + String.join(".", collections) + "." + verb);
    }

    /** Operations belong to Cloud Run or Artifact Registry, by the API's version. */
    private static String owner(String version, String collection) {
        return collection.equals("operations")
                ? version.equals("v2") ? "run." : "artifacts."
                : OWNERS.getOrDefault(collection, "");
    }

    /** @param pattern a method's name in which {@code *} stands for anything */
    static Pattern glob(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    }
}
