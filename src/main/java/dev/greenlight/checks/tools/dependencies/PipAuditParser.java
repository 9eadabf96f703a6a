package dev.greenlight.checks.tools.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads pip-audit's JSON report.
 *
 * @see <a href="https://github.com/pypa/pip-audit/blob/main/pip_audit/_format/json.py">the format</a>
 */
final class PipAuditParser {
    /**
     * @param findings in the order of the report, each once
     * @param skipped for each package that was not looked up, why
     * @param names the packages of the report, normalized
     */
    record Parsed(List<Finding> findings, List<String> skipped, Set<String> names) {}

    private PipAuditParser() {}

    /** What the report says; empty when the text is not a whole report. */
    static Optional<Parsed> parse(String output, Target target, ReportedPaths paths) {
        return JsonReport.parse(output)
                .filter(root -> root.path("dependencies").isArray())
                .map(root -> parsed(root.path("dependencies"), target, paths));
    }

    private static Parsed parsed(JsonNode dependencies, Target target, ReportedPaths paths) {
        Set<Finding> findings = new LinkedHashSet<>();
        List<String> skipped = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode dependency : dependencies) {
            String name = JsonReport.text(dependency, "name", "a package");
            names.add(Requirement.normal(name));
            if (dependency.has("skip_reason")) {
                skipped.add(JsonReport.text(dependency, "skip_reason", name + " was skipped"));
            }
            dependency.path("vulns").forEach(item -> findings.add(finding(name, dependency, item, target, paths)));
        }
        return new Parsed(List.copyOf(findings), List.copyOf(skipped), Set.copyOf(names));
    }

    /** It tells nothing of how grave they are, so each is taken for grave. */
    private static Finding finding(
            String name, JsonNode dependency, JsonNode item, Target target, ReportedPaths paths) {
        List<String> fixed = texts(item.path("fix_versions"));
        return new Finding(
                "pip-audit",
                JsonReport.text(item, "id", "vulnerability"),
                Severity.ERROR,
                PackageLines.required(target, name, paths),
                AdvisoryText.of(
                        name,
                        JsonReport.text(dependency, "version", ""),
                        item.path("description").asText(""),
                        texts(item.path("aliases")),
                        fixed),
                AdvisoryText.about(name, texts(item.path("aliases"))));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
