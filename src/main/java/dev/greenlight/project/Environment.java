package dev.greenlight.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place that the project is deployed to.
 *
 * @param name its key in {@code greenlight.yml}
 * @param project the Google Cloud project id
 * @param regions where the services run; at least one
 * @param registry the repository that images are pushed to, without scheme: {@code europe-west1-docker.pkg.dev/PROJECT/REPOSITORY}
 * @param services what each deployed service gets here, by the service's name
 * @param release how a release proceeds here; empty for the project's own policy
 * @param databaseConnections how many connections the database allows; 0 when nothing is said
 * @see Project#policy
 */
public record Environment(
        String name,
        String project,
        List<String> regions,
        String registry,
        Map<String, Deployment> services,
        Optional<ReleasePolicy> release,
        int databaseConnections) {
    public Environment {
        regions = List.copyOf(regions);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("an environment has at least one region");
        }
    }

    /** An environment under the project's own policy. */
    public Environment(
            String name, String project, List<String> regions, String registry, Map<String, Deployment> services) {
        this(name, project, regions, registry, services, Optional.empty(), 0);
    }
}
