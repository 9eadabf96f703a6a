package dev.greenlight.checks.tools.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads osv-scanner's JSON report. Several databases describe one vulnerability; the report groups them, and a group is one finding.
 *
 * @see <a href="https://google.github.io/osv-scanner/output/#json">the format</a>
 */
final class OsvScannerParser {
    /** Where CVSS begins to call a score high, and medium. */
    private static final double HIGH = 7.0;

    private static final double MEDIUM = 4.0;

    private OsvScannerParser() {}

    /** The findings, each once; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(ToolReport report) {
        return JsonReport.parse(report.output())
                .map(root -> root.path("results"))
                .filter(JsonNode::isArray)
                .map(results -> {
                    Set<Finding> findings = new LinkedHashSet<>();
                    LockLines lines = new LockLines(report.sources());
                    for (JsonNode result : results) {
                        for (JsonNode item : result.path("packages")) {
                            String source = result.path("source").path("path").asText("");
                            if (!local(source, item, report)) {
                                item.path("groups")
                                        .forEach(group -> findings.add(finding(source, item, group, report, lines)));
                            }
                        }
                    }
                    return List.copyOf(findings);
                });
    }

    private static Finding finding(String source, JsonNode item, JsonNode group, ToolReport report, LockLines lines) {
        String name = item.path("package").path("name").asText("a package");
        String version = item.path("package").path("version").asText("");
        List<String> ids = new ArrayList<>();
        group.path("ids").forEach(id -> ids.add(id.asText()));
        List<String> aliases = new ArrayList<>();
        group.path("aliases").forEach(id -> aliases.add(id.asText()));
        String rule = ids.isEmpty() ? "vulnerability" : ids.getFirst();
        aliases.remove(rule);
        JsonNode advisory = advisory(item.path("vulnerabilities"), rule);
        return new Finding(
                "osv-scanner",
                rule,
                severity(group.path("max_severity").asText("")),
                location(source, item, report, lines),
                AdvisoryText.of(
                        name,
                        version,
                        JsonReport.text(
                                advisory, "summary", advisory.path("details").asText("")),
                        aliases,
                        fixed(advisory, name)),
                AdvisoryText.about(name, aliases));
    }

    private static JsonNode advisory(JsonNode advisories, String id) {
        for (JsonNode advisory : advisories) {
            if (advisory.path("id").asText().equals(id)) {
                return advisory;
            }
        }
        return advisories.path(0);
    }

    private static List<String> fixed(JsonNode advisory, String name) {
        Set<String> fixed = new LinkedHashSet<>();
        for (JsonNode affected : advisory.path("affected")) {
            if (affected.path("package").path("name").asText().equalsIgnoreCase(name)) {
                affected.path("ranges")
                        .forEach(range -> range.path("events").forEach(event -> {
                            if (event.has("fixed")
                                    && !range.path("type").asText().equals("GIT")) {
                                fixed.add(event.path("fixed").asText());
                            }
                        }));
            }
        }
        return List.copyOf(fixed);
    }

    /** Whether it is the project itself, whose name may be that of somebody else's package. */
    private static boolean local(String source, JsonNode item, ToolReport report) {
        return source.endsWith(".lock")
                && locked(source, item, report)
                        .filter(PythonLockParser.Locked::local)
                        .isPresent();
    }

    private static Optional<PythonLockParser.Locked> locked(String source, JsonNode item, ToolReport report) {
        return PythonLockParser.find(
                report.sources().apply(source),
                item.path("package").path("name").asText(),
                item.path("package").path("version").asText());
    }

    /** A package of a requirements file is where it is asked for, one of a lock file where that has it. */
    private static Optional<Location> location(String source, JsonNode item, ToolReport report, LockLines lines) {
        String name = item.path("package").path("name").asText("a package");
        String version = item.path("package").path("version").asText("");
        if (source.isBlank()) {
            return Optional.empty();
        }
        if (source.endsWith("package-lock.json")) {
            return Optional.of(report.paths().location(source, lines.of(source, name, version), 0));
        }
        Location whole = report.paths().location(source, 0, 0);
        if (OsvScanner.locks(source)) {
            int line = locked(source, item, report)
                    .map(PythonLockParser.Locked::line)
                    .orElse(0);
            return Optional.of(report.paths().location(source, line, 0));
        }
        return Optional.of(PackageLines.required(report.target(), name, version, whole, report.paths())
                .orElse(whole));
    }

    /** A score that is not there says nothing, least of all that there is no danger. */
    private static Severity severity(String score) {
        try {
            double value = Double.parseDouble(score);
            return value >= HIGH ? Severity.ERROR : value >= MEDIUM ? Severity.WARNING : Severity.NOTE;
        } catch (NumberFormatException e) {
            return Severity.ERROR;
        }
    }
}
