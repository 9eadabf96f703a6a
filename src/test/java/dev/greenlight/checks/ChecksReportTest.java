package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksReportTest {
    private static ToolRun found(Severity severity) {
        return new ToolRun.Found(List.of(new Finding("flake8", "X1", severity, Optional.empty(), "bad")));
    }

    private static ChecksReport report(ToolRun run, Severity failOn) {
        return new ChecksReport(List.of(new CheckResult("flake8", "backend", run, Duration.ofMillis(1500))), failOn);
    }

    static Stream<ToolRun> not_green() {
        return Stream.of(
                new ToolRun.Crashed(1, List.of("Traceback | here")),
                new ToolRun.NoReport("half"),
                new ToolRun.Missing("no flake8"),
                new ToolRun.TimedOut(Duration.ofSeconds(5)),
                new ToolRun.Skipped("npm ci failed"),
                new ToolRun.PartSkipped("no answer for django", List.of()));
    }

    @ParameterizedTest
    @MethodSource("not_green")
    void whatever_is_not_clean_fails(ToolRun run) {
        assertThat(report(run, Severity.ERROR).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("flake8 on backend: "));
        assertThat(report(run, Severity.ERROR).data().getFirst()).doesNotContainEntry("result", "clean");
    }

    @Test
    void a_clean_run_passes() {
        assertThat(report(new ToolRun.Clean(), Severity.NOTE).verdict()).isEqualTo(new Verdict.Passed());
    }

    @Test
    void findings_fail_from_the_threshold_on() {
        assertThat(report(found(Severity.WARNING), Severity.ERROR).verdict()).isEqualTo(new Verdict.Passed());
        assertThat(report(found(Severity.WARNING), Severity.WARNING).verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(report(found(Severity.NOTE), Severity.NOTE).verdict())
                .isEqualTo(new Verdict.Failed(List.of("flake8 on backend found 1 at level note or above")));
        assertThat(report(found(Severity.WARNING), Severity.ERROR).findings()).hasSize(1);
    }

    @Test
    void a_crash_is_shown_with_its_last_lines() {
        ChecksReport report = report(new ToolRun.Crashed(1, List.of("Traceback | here")), Severity.ERROR);
        assertThat(report.sections()).hasSize(2);
        assertThat(report.sections().getFirst().markdown())
                .contains("| flake8 | backend | crashed with exit code 1 | 1.5 |");
        assertThat(report.sections().getLast().markdown()).contains("Traceback | here");
    }
}
