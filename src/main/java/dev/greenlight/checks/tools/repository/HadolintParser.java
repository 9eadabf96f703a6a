package dev.greenlight.checks.tools.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads hadolint's JSON report: a list of findings, errors of the Dockerfile's grammar among them. */
final class HadolintParser {
    private HadolintParser() {}

    /** The findings; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(String output, ReportedPaths paths) {
        return JsonReport.parse(output).filter(JsonNode::isArray).map(root -> {
            List<Finding> findings = new ArrayList<>();
            root.forEach(item -> findings.add(finding(item, paths)));
            return List.copyOf(findings);
        });
    }

    private static Finding finding(JsonNode item, ReportedPaths paths) {
        String rule = JsonReport.text(item, "code", "hadolint");
        Optional<Location> location = Optional.ofNullable(item.path("file").textValue())
                .filter(file -> !file.isBlank())
                .map(file -> paths.location(
                        file, item.path("line").asInt(0), item.path("column").asInt(0)));
        return new Finding(
                "hadolint",
                rule,
                severity(item.path("level").asText()),
                location,
                JsonReport.text(item, "message", rule).replaceAll("\\s+", " "));
    }

    private static Severity severity(String level) {
        return switch (level) {
            case "warning" -> Severity.WARNING;
            case "info", "style" -> Severity.NOTE;
            default -> Severity.ERROR;
        };
    }
}
