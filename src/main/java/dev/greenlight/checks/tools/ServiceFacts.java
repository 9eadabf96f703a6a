package dev.greenlight.checks.tools;

import dev.greenlight.project.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a service's folder holds, as far as the choice of checks depends on it.
 *
 * @param service the service
 * @param files names directly in its folder, and ESLint's configurations further up to its lock file, by the way there
 * @param references whether its {@code tsconfig.json} refers to other projects, which only a build follows; true as well where that cannot be
 *     ruled out
 * @param eslint whether its {@code package.json} asks for ESLint, or configures it, as one further up to its lock file may do; true as well where
 *     its own cannot be read
 * @param lockFolder the nearest folder, from the service's upward, that holds a {@code package-lock.json}, relative to the project; empty
 *     when there is none
 * @param bandit whether its {@code pyproject.toml} configures bandit
 * @param requirements all that its requirements files ask for, in their order
 * @param declared the packages that its {@code pyproject.toml} asks for, by normal name; empty when that file is not TOML
 */
public record ServiceFacts(
        Service service,
        Set<String> files,
        boolean references,
        boolean eslint,
        Optional<String> lockFolder,
        boolean bandit,
        List<Requirement> requirements,
        Optional<Set<String>> declared)
        implements Target {
    public ServiceFacts {
        files = Set.copyOf(files);
        requirements = List.copyOf(requirements);
        declared = declared.map(Set::copyOf);
    }

    @Override
    public String name() {
        return service.name();
    }

    /** Whether the target is a service built with that. */
    public static boolean is(Target target, Service.Kind kind) {
        return target instanceof ServiceFacts facts && facts.service.kind() == kind;
    }
}
