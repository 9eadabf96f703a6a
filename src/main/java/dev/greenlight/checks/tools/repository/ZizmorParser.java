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
 * Reads zizmor's JSON report. Its rows and columns start at 0.
 *
 * @see <a href="https://docs.zizmor.sh/usage/#json">the format</a>
 */
final class ZizmorParser {
    private ZizmorParser() {}

    /** The findings that no comment or configuration ignores; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(String output, ReportedPaths paths) {
        return JsonReport.parse(output).filter(JsonNode::isArray).map(root -> {
            List<Finding> findings = new ArrayList<>();
            root.forEach(item -> {
                if (!item.path("ignored").asBoolean()) {
                    findings.add(finding(item, paths));
                }
            });
            return List.copyOf(findings);
        });
    }

    private static Finding finding(JsonNode item, ReportedPaths paths) {
        String rule = JsonReport.text(item, "ident", "zizmor");
        JsonNode place = primary(item.path("locations"));
        String annotation = place.path("symbolic").path("annotation").asText("");
        String text = JsonReport.text(item, "desc", rule);
        return new Finding(
                "zizmor",
                rule,
                severity(item.path("determinations").path("severity").asText()),
                location(place, paths),
                annotation.isBlank() ? text : text + ": " + annotation);
    }

    /** Of several places the one that the others only explain. */
    private static JsonNode primary(JsonNode locations) {
        for (JsonNode place : locations) {
            if (place.path("symbolic").path("kind").asText().equals("Primary")) {
                return place;
            }
        }
        return locations.path(0);
    }

    private static Optional<Location> location(JsonNode place, ReportedPaths paths) {
        JsonNode start = place.path("concrete").path("location").path("start_point");
        return Optional.ofNullable(place.path("symbolic")
                        .path("key")
                        .path("Local")
                        .path("verbatim_path")
                        .textValue())
                .filter(file -> !file.isBlank())
                .map(file -> paths.location(
                        file,
                        start.path("row").asInt(-1) + 1,
                        start.path("column").asInt(-1) + 1));
    }

    private static Severity severity(String word) {
        return switch (word) {
            case "Informational", "Low" -> Severity.NOTE;
            case "Medium" -> Severity.WARNING;
            default -> Severity.ERROR;
        };
    }
}
