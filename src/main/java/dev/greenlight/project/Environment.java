package dev.greenlight.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place that the project is deployed to.
 *
 * @param name its key in {@code greenlight.yml}
 * @param project the Google Cloud project id
 * @param regions where the services run; at least one
 * @param registry the repository that images are pushed to, without scheme: {@code europe-west1-docker.pkg.dev/PROJECT/REPOSITORY}
 * @param services what each deployed service gets here, by the service's name
 */
public record Environment(
        String name, String project, List<String> regions, String registry, Map<String, Deployment> services) {
    public Environment {
        regions = List.copyOf(regions);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("an environment has at least one region");
        }
    }
}
