package dev.greenlight.checks.tools.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Reads npm's JSON report of its second form, which npm has written since its version 7. */
final class NpmAuditParser {
    private static final Pattern ADVISORY = Pattern.compile("(GHSA|CVE)-[A-Za-z0-9-]+");

    private NpmAuditParser() {}

    /** Why there is no audit; empty when there is one. */
    static Optional<String> refusal(JsonNode root) {
        if (!root.has("error") && !(root.has("message") && !root.has("vulnerabilities"))) {
            return Optional.empty();
        }
        String summary = root.path("error").path("summary").asText("");
        String said = summary.isBlank() ? root.path("message").asText("") : summary;
        return Optional.of(said.isBlank() ? "it gave no reason" : said.strip().replaceAll("\\s+", " "));
    }

    /** Each advisory of each package once, where it enters; empty when the report is of another form. */
    static Optional<List<Finding>> parse(JsonNode root, ToolReport report) {
        if (!root.path("vulnerabilities").isObject() || !root.path("metadata").isObject()) {
            return Optional.empty();
        }
        Set<Finding> findings = new LinkedHashSet<>();
        LockLines lines = new LockLines(report.sources());
        for (JsonNode item : root.path("vulnerabilities")) {
            for (JsonNode cause : item.path("via")) {
                if (cause.isObject()) {
                    findings.add(finding(item, cause, report, lines));
                }
            }
        }
        // An affected package is listed with what affects it; a report that only refers to others is not whole.
        return root.path("vulnerabilities").isEmpty() == findings.isEmpty()
                ? Optional.of(List.copyOf(findings))
                : Optional.empty();
    }

    private static Finding finding(JsonNode item, JsonNode cause, ToolReport report, LockLines lines) {
        String name = JsonReport.text(cause, "name", "a package");
        String address = cause.path("url").asText("");
        String id = address.substring(address.lastIndexOf('/') + 1);
        return new Finding(
                "npm-audit",
                ADVISORY.matcher(id).matches()
                        ? id
                        : "npm-" + cause.path("source").asText("advisory"),
                severity(cause.path("severity").asText()),
                location(item, name, report, lines),
                "%s %s: %s. %s"
                        .formatted(
                                name,
                                JsonReport.text(cause, "range", ""),
                                JsonReport.text(cause, "title", "has a known vulnerability"),
                                fix(item.path("fixAvailable"))),
                AdvisoryText.about(name, List.of()));
    }

    private static String fix(JsonNode fix) {
        if (fix.isObject()) {
            return "Fixed with %s %s%s."
                    .formatted(
                            fix.path("name").asText(),
                            fix.path("version").asText(),
                            fix.path("isSemVerMajor").asBoolean() ? ", a major version" : "");
        }
        return fix.asBoolean() ? "npm audit fix repairs it." : "npm offers no fix.";
    }

    /** Where the version lies that is bad: of one package there may be others, which are not. */
    private static Optional<Location> location(JsonNode item, String name, ToolReport report, LockLines lines) {
        String folder = report.target() instanceof ServiceFacts facts ? NpmLock.seenFrom(facts) : "";
        String lock = folder + "package-lock.json";
        int line = StreamSupport.stream(item.path("nodes").spliterator(), false)
                .mapToInt(node -> lines.at(lock, node.asText()))
                .filter(found -> found > 0)
                .findFirst()
                .orElseGet(() -> lines.of(lock, name, ""));
        return Optional.of(report.paths().location(lock, line, 0));
    }

    private static Severity severity(String word) {
        return switch (word) {
            case "moderate" -> Severity.WARNING;
            case "low", "info" -> Severity.NOTE;
            default -> Severity.ERROR;
        };
    }
}
