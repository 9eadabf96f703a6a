package dev.greenlight.actions.hooks;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What stops a push, in few enough lines to be read. */
final class PushRefusal {
    static final int MOST_LINES = 20;
    private static final int MOST_REASONS = 6;
    private static final int LONGEST_LINE = 160;
    private static final Set<String> CALM = Set.of("clean", "found");

    private PushRefusal() {}

    /**
     * @param again the command that does the same, but for which checks
     * @param failOn the least grave finding that stops a push
     */
    static List<String> lines(String object, Report report, Verdict.Failed failed, String again, Severity failOn) {
        List<String> end = List.of(
                "Again, just this:    " + again + only(tools(report, failOn)),
                "Push it all the same: git push --no-verify");
        List<String> lines = new ArrayList<>();
        lines.add("This push is stopped, %s: %s".formatted(object.substring(0, 12), report.title()));
        add(lines, failed.reasons(), 1 + MOST_REASONS, "reasons");
        List<String> findings = report.findings().stream()
                .sorted(Comparator.comparing(Finding::severity))
                .map(PushRefusal::line)
                .toList();
        add(lines, findings, MOST_LINES - end.size(), "findings");
        lines.addAll(end);
        return lines;
    }

    private static void add(List<String> lines, List<String> more, int most, String what) {
        int room = most - lines.size();
        int shown = more.size() <= room ? more.size() : Math.max(0, room - 1);
        more.subList(0, shown).forEach(line -> lines.add("  " + cut(line)));
        if (shown < more.size()) {
            lines.add("  and %d more %s".formatted(more.size() - shown, what));
        }
    }

    private static String line(Finding finding) {
        return "%s%s (%s %s)"
                .formatted(
                        finding.location().map(place -> place + " ").orElse(""),
                        finding.message(),
                        finding.tool(),
                        finding.rule());
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }

    private static String only(Set<String> tools) {
        return tools.isEmpty() ? "" : " --checks " + String.join(",", tools);
    }

    /** The tools that found something that grave or came to no good end; none when that does not tell why the push is stopped. */
    private static Set<String> tools(Report report, Severity failOn) {
        Set<String> tools = report.findings().stream()
                .filter(finding -> finding.severity().atLeast(failOn))
                .map(Finding::tool)
                .collect(Collectors.toCollection(TreeSet::new));
        if (report.data().get("checks") instanceof List<?> checks) {
            for (Object check : checks) {
                if (check instanceof Map<?, ?> fields && !CALM.contains(String.valueOf(fields.get("result")))) {
                    tools.add(String.valueOf(fields.get("tool")));
                }
            }
        }
        return tools;
    }
}
