package dev.greenlight.project;

import dev.greenlight.report.InvalidInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A repository's {@code greenlight.yml}, complete and consistent.
 *
 * @param services by name, in the order of the file, which is the order in which a release moves them; at least one
 * @param environments by name; may be empty when nothing is deployed
 * @param release how a release proceeds, where an environment says nothing else
 * @param advisories where it takes what is known of vulnerabilities from
 */
public record Project(
        Map<String, Service> services,
        Map<String, Environment> environments,
        ReleasePolicy release,
        Advisories advisories) {
    /** A project that takes advisories from the public services. */
    public Project(Map<String, Service> services, Map<String, Environment> environments, ReleasePolicy release) {
        this(services, environments, release, Advisories.PUBLIC);
    }

    public Project {
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        if (services.isEmpty()) {
            throw new IllegalArgumentException("a project has at least one service");
        }
    }

    /**
     * The environment of that name.
     *
     * @throws InvalidInput when there is none, listing those there are
     */
    public Environment environment(String name) {
        Environment found = environments.get(name);
        if (found == null) {
            String known = environments.isEmpty()
                    ? "an environment that greenlight.yml defines (it defines none)"
                    : "one of " + String.join(", ", environments.keySet());
            throw new InvalidInput(
                    "environment",
                    name,
                    known,
                    environments.isEmpty()
                            ? "production"
                            : environments.keySet().iterator().next());
        }
        return found;
    }

    /** How a release proceeds in that environment. */
    public ReleasePolicy policy(Environment environment) {
        return environment.release().orElse(release);
    }
}
