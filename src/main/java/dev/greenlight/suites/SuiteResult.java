package dev.greenlight.suites;

import dev.greenlight.report.Finding;
import dev.greenlight.suites.results.SuiteReport;
import java.time.Duration;
import java.util.List;

/**
 * One suite's result.
 *
 * @param suite its name: the compose service's
 * @param run how it ended
 * @param report what it reported
 * @param findings its failed tests
 * @param took from the start of its container to its end
 * @param lastLines of its log, for a person who wants to see why; empty when it passed
 */
public record SuiteResult(
        String suite, SuiteRun run, SuiteReport report, List<Finding> findings, Duration took, List<String> lastLines) {
    public SuiteResult {
        findings = List.copyOf(findings);
        lastLines = List.copyOf(lastLines);
    }
}
