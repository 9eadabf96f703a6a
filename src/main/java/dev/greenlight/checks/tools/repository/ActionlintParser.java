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

/**
 * Reads what actionlint prints by the template that gives all as JSON.
 *
 * @see <a href="https://github.com/rhysd/actionlint/blob/main/docs/usage.md#format-error-messages">the fields</a>
 */
final class ActionlintParser {
    private ActionlintParser() {}

    /** The findings; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(String output, ReportedPaths paths) {
        return JsonReport.parse(output).filter(JsonNode::isArray).map(root -> {
            List<Finding> findings = new ArrayList<>();
            root.forEach(item -> findings.add(finding(item, paths)));
            return List.copyOf(findings);
        });
    }

    private static Finding finding(JsonNode item, ReportedPaths paths) {
        String rule = JsonReport.text(item, "kind", "actionlint");
        Optional<Location> location = Optional.ofNullable(item.path("filepath").textValue())
                .filter(file -> !file.isBlank())
                .map(file -> paths.location(
                        file, item.path("line").asInt(0), item.path("column").asInt(0)));
        return new Finding("actionlint", rule, Severity.ERROR, location, JsonReport.text(item, "message", rule));
    }
}
