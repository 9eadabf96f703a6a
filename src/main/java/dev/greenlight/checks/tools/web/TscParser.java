package dev.greenlight.checks.tools.web;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code tsc --pretty false} prints; lines that start with a blank continue the message before. */
final class TscParser {
    private static final Pattern FINDING = Pattern.compile(
            "(?:(?<path>.+)\\((?<line>[0-9]{1,9}),(?<column>[0-9]{1,9})\\): )?(?<severity>error|warning) (?<code>TS[0-9]{1,6}): ?(?<text>.*)");

    private TscParser() {}

    /**
     * @param findings in the order of the report
     * @param strange lines that are neither a finding nor part of one
     */
    record Parsed(List<Finding> findings, List<String> strange) {}

    static Parsed parse(String output, ReportedPaths paths) {
        List<Finding> findings = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        for (String line : output.lines().map(String::stripTrailing).toList()) {
            Matcher matcher = FINDING.matcher(line);
            if (matcher.matches()) {
                findings.add(finding(matcher, paths));
            } else if (line.startsWith(" ") && !findings.isEmpty()) {
                findings.add(continued(findings.removeLast(), line));
            } else if (!line.isEmpty()) {
                strange.add(line);
            }
        }
        return new Parsed(List.copyOf(findings), List.copyOf(strange));
    }

    private static Finding finding(Matcher matcher, ReportedPaths paths) {
        Optional<Location> location = Optional.ofNullable(matcher.group("path"))
                .map(path -> paths.location(
                        path, Integer.parseInt(matcher.group("line")), Integer.parseInt(matcher.group("column"))));
        String text = matcher.group("text");
        return new Finding(
                "tsc",
                matcher.group("code"),
                matcher.group("severity").equals("warning") ? Severity.WARNING : Severity.ERROR,
                location,
                text.isBlank() ? matcher.group("code") : text);
    }

    private static Finding continued(Finding before, String line) {
        return new Finding(
                before.tool(), before.rule(), before.severity(), before.location(), before.message() + "\n" + line);
    }
}
