package dev.greenlight.checks;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.dependencies.DependencyTools;
import dev.greenlight.checks.tools.python.PythonTools;
import dev.greenlight.checks.tools.repository.RepositoryTools;
import dev.greenlight.checks.tools.web.WebTools;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses which tools run on what. */
public final class ChecksPlanner {
    /** The word that asks for no check at all. */
    public static final String NONE = "none";

    /** All checks; a tool that is used in two ways is two of them. */
    static final List<Check> ALL = Stream.of(
                    PythonTools.all(), WebTools.all(), DependencyTools.all(), RepositoryTools.all())
            .flatMap(List::stream)
            .toList();

    private ChecksPlanner() {}

    /** The names of all tools. */
    public static List<String> tools() {
        return ALL.stream().map(Check::tool).distinct().toList();
    }

    /**
     * The checks in the order of targets, then of tools.
     *
     * @param wanted tools by name; empty for all that fit; {@code none} alone for none
     * @throws InvalidInput when a wanted tool is unknown or fits nothing: a check that silently checks nothing would be green for no reason
     */
    public static List<PlannedCheck> plan(List<Target> targets, Advisories advisories, List<String> wanted) {
        if (wanted.equals(List.of(NONE))) {
            return List.of();
        }
        List<PlannedCheck> plan = new ArrayList<>();
        for (Target target : targets) {
            for (Check check : ALL) {
                if (check.fits(target, advisories) && (wanted.isEmpty() || wanted.contains(check.tool()))) {
                    plan.add(new PlannedCheck(check, target));
                }
            }
        }
        List<InvalidInput.Fault> faults = wanted.stream()
                .filter(tool -> plan.stream().noneMatch(check -> check.tool().equals(tool)))
                .map(tool -> refused(tool, advisories))
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return List.copyOf(plan);
    }

    private static InvalidInput.Fault refused(String tool, Advisories advisories) {
        Optional<String> offline = advisories.offline();
        String accepted = !tools().contains(tool)
                ? "names of checks: " + String.join(", ", tools()) + ", or none alone"
                : offline.isPresent() && List.of("pip-audit", "npm-audit").contains(tool)
                        ? "a check that asks no service, since advisories are taken from the folder " + offline.get()
                        : "a check that fits something in the repository (there is nothing for it)";
        return new InvalidInput.Fault("checks", tool, accepted, "flake8,tsc");
    }
}
