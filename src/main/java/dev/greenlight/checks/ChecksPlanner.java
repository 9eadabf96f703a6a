package dev.greenlight.checks;

import dev.greenlight.report.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/** Chooses which tools run on which services. */
public final class ChecksPlanner {
    /** The word that asks for no check at all. */
    public static final String NONE = "none";

    private static final List<Check> ALL = List.of(new Flake8(), new Tsc(), new Eslint());

    private ChecksPlanner() {}

    /** The names of all tools. */
    public static List<String> tools() {
        return ALL.stream().map(Check::tool).toList();
    }

    /**
     * The checks in the order of services, then of tools.
     *
     * @param wanted tools by name; empty for all that fit; {@code none} alone for none
     * @throws InvalidInput when a wanted tool is unknown or fits no service: a check that silently checks nothing would be green for no reason
     */
    public static List<PlannedCheck> plan(List<ServiceFacts> services, List<String> wanted) {
        if (wanted.equals(List.of(NONE))) {
            return List.of();
        }
        List<PlannedCheck> plan = new ArrayList<>();
        for (ServiceFacts facts : services) {
            for (Check check : ALL) {
                if (check.fits(facts) && (wanted.isEmpty() || wanted.contains(check.tool()))) {
                    plan.add(new PlannedCheck(check, facts));
                }
            }
        }
        List<InvalidInput.Fault> faults = wanted.stream()
                .filter(tool -> !planned(plan, tool))
                .map(ChecksPlanner::refused)
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return List.copyOf(plan);
    }

    private static boolean planned(List<PlannedCheck> plan, String tool) {
        return plan.stream().anyMatch(check -> check.tool().equals(tool));
    }

    private static InvalidInput.Fault refused(String tool) {
        String accepted = tools().contains(tool)
                ? "a check that fits a service of greenlight.yml (no service has anything for it)"
                : "names of checks: " + String.join(", ", tools()) + ", or none alone";
        return new InvalidInput.Fault("checks", tool, accepted, "flake8,tsc");
    }
}
