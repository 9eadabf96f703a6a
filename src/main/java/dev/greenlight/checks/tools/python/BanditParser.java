package dev.greenlight.checks.tools.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads bandit's JSON report.
 *
 * @see <a href="https://bandit.readthedocs.io/en/latest/formatters/json.html">the format</a>
 */
final class BanditParser {
    /** What it takes for a password it says in full, for everybody who may read a log. */
    private static final Pattern PASSWORD = Pattern.compile("(?s)(Possible hardcoded password): .*");

    /**
     * @param findings in the order of the report
     * @param unread for each file that bandit could not read, a sentence
     * @param files how many files it looked at, those it could not read among them
     */
    record Parsed(List<Finding> findings, List<String> unread, int files) {}

    private BanditParser() {}

    /** What the report says; empty when the text is not a whole report. */
    static Optional<Parsed> parse(String output, ReportedPaths paths) {
        return JsonReport.parse(output)
                .filter(root -> root.path("results").isArray()
                        && root.path("errors").isArray()
                        && root.path("metrics").isObject())
                .map(root -> parsed(root, paths));
    }

    private static Parsed parsed(JsonNode root, ReportedPaths paths) {
        List<Finding> findings = new ArrayList<>();
        root.path("results").forEach(result -> findings.add(finding(result, paths)));
        List<String> unread = new ArrayList<>();
        root.path("errors")
                .forEach(error -> unread.add("%s could not be read (%s)"
                        .formatted(
                                paths.inWorkspace(JsonReport.text(error, "filename", "a file")),
                                JsonReport.text(error, "reason", "no reason given"))));
        int totals = root.path("metrics").has("_totals") ? 1 : 0;
        return new Parsed(
                List.copyOf(findings), List.copyOf(unread), root.path("metrics").size() - totals);
    }

    /** Its columns start at 0. */
    private static Finding finding(JsonNode result, ReportedPaths paths) {
        String rule = JsonReport.text(result, "test_id", "bandit");
        return new Finding(
                "bandit",
                rule,
                severity(result.path("issue_severity").asText()),
                Optional.ofNullable(result.path("filename").textValue())
                        .filter(name -> !name.isBlank())
                        .map(name -> paths.location(
                                name,
                                result.path("line_number").asInt(0),
                                result.path("col_offset").asInt(-1) + 1)),
                withoutPassword(JsonReport.text(result, "issue_text", rule)));
    }

    /** What bandit says of a finding, also as a plugin of flake8, without the password that it found. */
    static String withoutPassword(String text) {
        return PASSWORD.matcher(text).replaceFirst("$1");
    }

    /** What it cannot grade is taken for the worst. */
    private static Severity severity(String word) {
        return switch (word) {
            case "LOW" -> Severity.NOTE;
            case "MEDIUM" -> Severity.WARNING;
            default -> Severity.ERROR;
        };
    }
}
