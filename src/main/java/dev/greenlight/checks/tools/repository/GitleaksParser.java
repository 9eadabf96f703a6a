package dev.greenlight.checks.tools.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Reads gitleaks' JSON report.
 *
 * @see <a href="https://github.com/gitleaks/gitleaks/blob/master/report/finding.go">the fields</a>
 */
final class GitleaksParser {
    private static final int SHORT_COMMIT = 10;

    /** It looks at many files at a time, and reports in the order in which it is done with them. */
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    (Finding finding) -> finding.location().map(Location::path).orElse(""))
            .thenComparing(finding -> finding.location().map(Location::line).orElse(0))
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message);

    private GitleaksParser() {}

    /**
     * The findings; empty when the text is not a whole report.
     *
     * @param sources the text of one of today's files by its path; empty when there is none
     */
    static Optional<List<Finding>> parse(String output, ReportedPaths paths, UnaryOperator<String> sources) {
        Map<String, Boolean> gone = new HashMap<>();
        Predicate<String> isGone =
                file -> gone.computeIfAbsent(file, name -> sources.apply(name).isEmpty());
        return JsonReport.parse(output).filter(JsonNode::isArray).map(root -> {
            List<Finding> findings = new ArrayList<>();
            root.forEach(item -> findings.add(finding(item, paths, isGone)));
            findings.sort(BY_PLACE);
            return List.copyOf(findings);
        });
    }

    private static Finding finding(JsonNode item, ReportedPaths paths, Predicate<String> gone) {
        String rule = JsonReport.text(item, "RuleID", "gitleaks");
        String commit = item.path("Commit").asText("");
        int line = item.path("StartLine").asInt(0);
        boolean today = commit.isBlank();
        Optional<Location> location = Optional.ofNullable(item.path("File").textValue())
                .filter(file -> !file.isBlank())
                // A line of a commit is not that line of today's file, unless there is none that it could be taken for.
                .map(file -> today || gone.test(file)
                        ? paths.location(file, line, item.path("StartColumn").asInt(0))
                        : paths.location(file, 0, 0));
        String text = JsonReport.text(item, "Description", rule);
        return new Finding("gitleaks", rule, Severity.ERROR, location, today ? text : inCommit(text, commit, line));
    }

    private static String inCommit(String text, String commit, int line) {
        return "%s It is in line %d of commit %s, where removing it now does not reach: take the secret out of use."
                .formatted(text, line, commit.substring(0, Math.min(SHORT_COMMIT, commit.length())));
    }
}
