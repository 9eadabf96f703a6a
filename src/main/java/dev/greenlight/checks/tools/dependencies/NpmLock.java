package dev.greenlight.checks.tools.dependencies;

import dev.greenlight.checks.tools.ServiceFacts;
import java.nio.file.Path;

/** Where a service's lock file lies. */
final class NpmLock {
    private NpmLock() {}

    /** The lock file's folder as the service's own folder leads to it: empty, or ended by a slash. */
    static String seenFrom(ServiceFacts facts) {
        Path service = Path.of("/").resolve(facts.service().path()).normalize();
        String way = service.relativize(Path.of("/")
                        .resolve(facts.lockFolder().orElse(facts.service().path()))
                        .normalize())
                .toString();
        return way.isEmpty() ? "" : way + "/";
    }
}
