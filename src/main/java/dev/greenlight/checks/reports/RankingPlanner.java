package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts findings in the order in which a person with time for few of them should see them: those in files of the change first, the gravest first,
 * and one of each rule before a second one of any.
 */
public final class RankingPlanner {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::path)
            .thenComparingInt(finding -> finding.location().map(Location::line).orElse(0))
            .thenComparingInt(
                    finding -> finding.location().map(Location::column).orElse(0));

    private RankingPlanner() {}

    private record Group(boolean elsewhere, int severity, String tool, String rule) {}

    private record Ranked(Finding finding, boolean elsewhere, int round) {}

    /**
     * The findings that count, most important first.
     *
     * @param touched the files of the change; empty when unknown
     */
    public static List<Finding> rank(List<Assessed> findings, Set<String> touched) {
        List<Finding> counting = findings.stream()
                .filter(Assessed::counts)
                .map(Assessed::finding)
                .sorted(BY_PLACE)
                .toList();
        Map<Group, Integer> rounds = new HashMap<>();
        List<Ranked> ranked = new ArrayList<>(counting.size());
        for (Finding finding : counting) {
            boolean elsewhere = !touched.contains(finding.path());
            Group group = new Group(elsewhere, finding.severity().ordinal(), finding.tool(), finding.rule());
            ranked.add(new Ranked(finding, elsewhere, rounds.merge(group, 1, Integer::sum)));
        }
        // The sort is stable: within a round the order by place stays.
        ranked.sort(Comparator.comparing(Ranked::elsewhere)
                .thenComparing(one -> one.finding().severity())
                .thenComparingInt(Ranked::round));
        return ranked.stream().map(Ranked::finding).toList();
    }
}
