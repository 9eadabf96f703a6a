package dev.greenlight.actions.quality;

import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.dependencies.DependencyTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the services no check of a plan looks at, which must not be green because of the others. */
final class Coverage {
    private static final Set<String> AUDITS =
            DependencyTools.all().stream().map(Check::tool).collect(Collectors.toUnmodifiableSet());

    /** Ask for packages in a way that no audit reads without a lock file. */
    private static final List<String> UNREAD = List.of("Pipfile", "setup.py");

    private Coverage() {}

    /**
     * The gaps, each as a sentence.
     *
     * @param plan all checks that fit
     * @param services by name
     * @param config the project's description, as a person finds it
     */
    static List<String> gaps(List<PlannedCheck> plan, Set<String> services, String config) {
        List<String> gaps = new ArrayList<>();
        Set<String> looked = ofServices(plan).map(PlannedCheck::where).collect(Collectors.toSet());
        services.stream()
                .filter(service -> !looked.contains(service))
                .forEach(service -> gaps.add(
                        "no check fits the service %s: look at its path and kind in %s".formatted(service, config)));
        Set<String> audited = ofServices(plan)
                .filter(Coverage::auditsPython)
                .map(PlannedCheck::where)
                .collect(Collectors.toSet());
        for (String file : UNREAD) {
            ofServices(plan)
                    .filter(check -> check.target() instanceof ServiceFacts facts
                            && facts.files().contains(file))
                    .map(PlannedCheck::where)
                    .filter(service -> !audited.contains(service))
                    .distinct()
                    .forEach(service -> gaps.add(
                            "no audit fits the dependencies of %s: what its %s asks for is in no requirements file and no lock file"
                                    .formatted(service, file)));
        }
        return List.copyOf(gaps);
    }

    /** An audit of npm's packages in the same folder is none of Python's. */
    private static boolean auditsPython(PlannedCheck check) {
        Set<String> ecosystems = check.check().ecosystems(check.target());
        return AUDITS.contains(check.tool())
                && (ecosystems.isEmpty() ? !check.tool().equals("npm-audit") : ecosystems.contains("PyPI"));
    }

    private static Stream<PlannedCheck> ofServices(List<PlannedCheck> plan) {
        return plan.stream().filter(check -> check.target() instanceof ServiceFacts);
    }
}
