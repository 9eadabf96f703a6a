package dev.greenlight.checks.tools.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** The findings; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(String output, ReportedPaths paths) {
        return JsonReport.parse(output).filter(JsonNode::isArray).map(root -> {
            List<Finding> findings = new ArrayList<>();
            root.forEach(item -> findings.add(finding(item, paths)));
            findings.sort(BY_PLACE);
            return List.copyOf(findings);
        });
    }

    private static Finding finding(JsonNode item, ReportedPaths paths) {
        String rule = JsonReport.text(item, "RuleID", "gitleaks");
        String commit = item.path("Commit").asText("");
        int line = item.path("StartLine").asInt(0);
        // A line of a commit is not that line of today's file, which may be another or gone.
        boolean today = commit.isBlank();
        Optional<Location> location = Optional.ofNullable(item.path("File").textValue())
                .filter(file -> !file.isBlank())
                .map(file -> paths.location(
                        file, today ? line : 0, today ? item.path("StartColumn").asInt(0) : 0));
        String text = JsonReport.text(item, "Description", rule);
        return new Finding("gitleaks", rule, Severity.ERROR, location, today ? text : inCommit(text, commit, line));
    }

    private static String inCommit(String text, String commit, int line) {
        return "%s It is in line %d of commit %s, where removing it now does not reach: take the secret out of use."
                .formatted(text, line, commit.substring(0, Math.min(SHORT_COMMIT, commit.length())));
    }
}
