package dev.greenlight.checks.tools.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads ESLint's JSON report.
 *
 * @see <a href="https://eslint.org/docs/latest/use/formatters/#json">the format</a>
 */
final class EslintParser {
    private EslintParser() {}

    /** @param files those that it looked at, as it names them */
    record Parsed(List<Finding> findings, List<String> files) {}

    /** What the report says; empty when the text is not a whole report. */
    static Optional<Parsed> parse(String output, ReportedPaths paths) {
        Optional<JsonNode> files = JsonReport.parse(output).filter(JsonNode::isArray);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<Finding> findings = new ArrayList<>();
        List<String> looked = new ArrayList<>();
        for (JsonNode file : files.get()) {
            if (!file.path("filePath").isTextual() || !file.path("messages").isArray()) {
                return Optional.empty();
            }
            looked.add(file.path("filePath").textValue());
            for (JsonNode message : file.path("messages")) {
                findings.add(finding(file.path("filePath").textValue(), message, paths));
            }
        }
        return Optional.of(new Parsed(List.copyOf(findings), List.copyOf(looked)));
    }

    /** A message without a rule is about the file itself: it could not be parsed, or is ignored though named. */
    private static Finding finding(String path, JsonNode message, ReportedPaths paths) {
        String rule = message.path("ruleId").asText("");
        String text = message.path("message").asText("");
        return new Finding(
                "eslint",
                rule.isBlank() || rule.equals("null") ? "file" : rule,
                message.path("severity").asInt(2) == 1 ? Severity.WARNING : Severity.ERROR,
                Optional.of(paths.location(
                        path,
                        message.path("line").asInt(0),
                        message.path("column").asInt(0))),
                text.isBlank() ? "ESLint gave no message" : text);
    }
}
