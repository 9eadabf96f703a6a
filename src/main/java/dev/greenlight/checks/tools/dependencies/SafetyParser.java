package dev.greenlight.checks.tools.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads safety's JSON report: a list of lists of name, affected versions, version, words, and the advisory's number. */
final class SafetyParser {
    private static final int NAME = 0;
    private static final int AFFECTED = 1;
    private static final int VERSION = 2;
    private static final int WORDS = 3;
    private static final int NUMBER = 4;

    private SafetyParser() {}

    /** The findings, each once; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(String output, Target target, ReportedPaths paths) {
        Optional<JsonNode> root = JsonReport.parse(output).filter(JsonNode::isArray);
        Set<Finding> findings = new LinkedHashSet<>();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode item : root.get()) {
            if (!item.isArray() || item.size() <= NUMBER) {
                return Optional.empty();
            }
            findings.add(finding(item, target, paths));
        }
        return Optional.of(List.copyOf(findings));
    }

    private static Finding finding(JsonNode item, Target target, ReportedPaths paths) {
        String name = item.path(NAME).asText();
        return new Finding(
                "safety",
                item.path(NUMBER).asText().isBlank()
                        ? "vulnerability"
                        : item.path(NUMBER).asText(),
                Severity.ERROR,
                PackageLines.required(target, name, paths),
                AdvisoryText.said(
                                name,
                                item.path(VERSION).asText(),
                                item.path(WORDS).asText())
                        + ". Affected: " + item.path(AFFECTED).asText() + ".",
                AdvisoryText.about(name, List.of()));
    }
}
