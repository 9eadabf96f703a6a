package dev.greenlight.localcloud.faults;

import dev.greenlight.localcloud.http.Call;
import java.util.List;
import java.util.Map;

/** Which resource a call is about. */
final class Targets {
    private static final Map<String, String> IDS =
            Map.of("services", "serviceId", "jobs", "jobId", "secrets", "secretId", "repositories", "repositoryId");

    private Targets() {}

    /** Its full name; for a creation the name of what is to be made, for a list that of its parent with the collection. */
    static String of(Call call) {
        String path = call.path().replaceFirst("^/v[0-9]+/", "").replaceFirst(":[A-Za-z]+$", "");
        String id = IDS.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "");
        return id.isEmpty()
                ? path
                : call.parameter(id).map(made -> path + "/" + made).orElse(path);
    }

    /** What a rule's resource is looked for in: for readings, which name what they want only in a filter, also its words. */
    static String asked(Call call, String resource) {
        boolean readings = resource.endsWith("/timeSeries") || resource.equals("entries");
        if (!readings) {
            return resource;
        }
        String filter = call.parameter("filter").orElse(resource.equals("entries") ? call.text() : "");
        return String.join("/", List.of(resource, filter.replaceAll("[^A-Za-z0-9-]+", "/")));
    }
}
