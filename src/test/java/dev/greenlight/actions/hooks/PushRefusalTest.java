package dev.greenlight.actions.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRefusalTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void it_says_what_failed_and_how_to_run_just_that_again() {
        Finding error = finding("flake8", Severity.ERROR, "unused");
        Finding note = finding("bandit", Severity.NOTE, "assert");
        assertThat(lines(List.of("flake8 on backend found 1", "tsc on frontend: crashed"), List.of(note, error)))
                .containsExactly(
                        "This push is stopped, 0123456789ab: quality failed",
                        "  flake8 on backend found 1",
                        "  tsc on frontend: crashed",
                        "  a.py:3:1 unused (flake8 R1)",
                        "  a.py:3:1 assert (bandit R1)",
                        "Again, just this:    greenlight quality --checks flake8,tsc",
                        "Push it all the same: git push --no-verify");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 14", "1, 15", "1, 5000", "6, 11", "7, 5000", "500, 0", "500, 5000", "6, 10"})
    void it_never_says_more_than_twenty_lines_and_counts_what_it_leaves_out(int reasons, int findings) {
        List<String> lines = lines(
                IntStream.range(0, reasons).mapToObj(i -> "reason " + i).toList(),
                IntStream.range(0, findings)
                        .mapToObj(i -> finding("flake8", Severity.ERROR, "finding " + i))
                        .toList());
        assertThat(lines).hasSizeLessThanOrEqualTo(20).first().asString().startsWith("This push is stopped");
        assertThat(lines).last().asString().contains("--no-verify");
        assertThat(shown(lines, "reason ") + counted(lines, "reasons")).isEqualTo(reasons);
        assertThat(shown(lines, "finding ") + counted(lines, "findings")).isEqualTo(findings);
    }

    @Test
    void a_long_or_broken_message_stays_one_line() {
        Finding finding = finding("flake8", Severity.ERROR, "a\r\n::error::b\u001b[31m" + "x".repeat(500));
        assertThat(lines(List.of("why"), List.of(finding)))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(170).doesNotContain("\n", "\r", "\u001b"));
    }

    private static int shown(List<String> lines, String what) {
        return (int) lines.stream().filter(line -> line.contains(what)).count();
    }

    private static int counted(List<String> lines, String what) {
        return lines.stream()
                .filter(line -> line.matches("  and [0-9]+ more " + what))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static Finding finding(String tool, Severity severity, String message) {
        return new Finding(tool, "R1", severity, Optional.of(new Location("a.py", 3, 1)), message);
    }

    @Test
    void tools_are_run_again_for_what_stops_the_push_by_the_teams_measure() {
        Finding warning = finding("bandit", Severity.WARNING, "w");
        assertThat(lines(List.of("r"), List.of(warning), Severity.ERROR))
                .anyMatch(line -> line.endsWith(" --checks tsc"));
        assertThat(lines(List.of("r"), List.of(warning), Severity.WARNING))
                .anyMatch(line -> line.endsWith(" --checks bandit,tsc"));
    }

    private static List<String> lines(List<String> reasons, List<Finding> findings) {
        return lines(reasons, findings, Severity.ERROR);
    }

    private static List<String> lines(List<String> reasons, List<Finding> findings, Severity failOn) {
        Verdict.Failed failed = new Verdict.Failed(reasons);
        Map<String, Object> data = Map.of(
                "checks",
                List.of(
                        Map.of("tool", "flake8", "result", "found"),
                        Map.of("tool", "tsc", "result", "crashed"),
                        Map.of("tool", "eslint", "result", "clean")));
        return PushRefusal.lines(
                COMMIT,
                new Report("quality failed", failed, findings, List.of(), Map.of(), data),
                failed,
                "greenlight quality",
                failOn);
    }
}
