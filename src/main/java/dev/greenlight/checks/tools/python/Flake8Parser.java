package dev.greenlight.checks.tools.python;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads flake8's text report. */
final class Flake8Parser {
    private static final Pattern FINDING = Pattern.compile(
            "(?<path>.+?):(?<line>[0-9]{1,9}):(?<column>-?[0-9]{1,9}): (?<code>[A-Z]{1,3}[0-9]{0,4}) (?<text>.*)");
    /** What the options count, statistics and benchmark of a team's configuration add: numbers, not findings. */
    private static final Pattern COUNTS =
            Pattern.compile("[0-9]+|[0-9]+ +[A-Z]{1,3}[0-9]{0,4} .*|[0-9.]+ +(seconds|total|.*per second).*");

    private static final Pattern FILES = Pattern.compile("(?<count>[0-9]{1,9}) +total files processed");

    /** What it prints last. */
    private static final Pattern END = Pattern.compile("[0-9]+ +files processed per second");

    /**
     * @param findings in the order of the report
     * @param strange lines that are neither a finding nor a count
     * @param files how many files it looked at; empty when it does not say so once and to the end
     */
    record Parsed(List<Finding> findings, List<String> strange, Optional<Integer> files) {}

    private Flake8Parser() {}

    static Parsed parse(String output, ReportedPaths paths) {
        List<Finding> findings = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        output.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            Matcher matcher = FINDING.matcher(line);
            if (matcher.matches()) {
                findings.add(finding(matcher, paths));
            } else if (!COUNTS.matcher(line).matches()) {
                strange.add(line);
            }
        });
        return new Parsed(List.copyOf(findings), List.copyOf(strange), files(output));
    }

    private static Optional<Integer> files(String output) {
        List<Integer> counts = output.lines()
                .map(line -> FILES.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(line -> Integer.valueOf(line.group("count")))
                .toList();
        boolean whole =
                output.lines().anyMatch(line -> END.matcher(line.strip()).matches());
        return whole && counts.size() == 1 ? Optional.of(counts.getFirst()) : Optional.empty();
    }

    private static Finding finding(Matcher matcher, ReportedPaths paths) {
        String code = matcher.group("code");
        String text = matcher.group("text").isBlank() ? code : matcher.group("text");
        return new Finding(
                "flake8",
                code,
                code.startsWith("W") ? Severity.WARNING : Severity.ERROR,
                Optional.of(paths.location(
                        matcher.group("path"),
                        Integer.parseInt(matcher.group("line")),
                        Integer.parseInt(matcher.group("column")))),
                BanditParser.withoutPassword(text));
    }
}
