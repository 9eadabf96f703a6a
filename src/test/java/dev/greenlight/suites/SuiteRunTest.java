package dev.greenlight.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Verdict;
import dev.greenlight.suites.results.SuiteReport;
import dev.greenlight.suites.results.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteRunTest {
    private static SuiteReport counted(int tests, int skipped, int failed) {
        List<Tally.FailedTest> names = Stream.generate(() -> new Tally.FailedTest("t", "m", Optional.empty(), 0))
                .limit(failed)
                .toList();
        return new SuiteReport.Counted(new Tally(tests, skipped, names), OptionalDouble.of(90.5));
    }

    @Test
    void only_tests_that_ran_and_exit_code_0_are_passed() {
        assertThat(SuiteRun.of(counted(5, 1, 0), 0, "")).isEqualTo(new SuiteRun.Passed());
        assertThat(SuiteRun.of(counted(5, 1, 2), 1, "")).isEqualTo(new SuiteRun.Failed(2));
        assertThat(SuiteRun.of(counted(5, 1, 2), 0, "")).isEqualTo(new SuiteRun.Failed(2));
        assertThat(SuiteRun.of(counted(5, 1, 0), 2, "")).isEqualTo(new SuiteRun.Broken(2, ""));
        assertThat(SuiteRun.of(counted(0, 0, 0), 0, "")).isEqualTo(new SuiteRun.NothingRan(0));
        assertThat(SuiteRun.of(counted(3, 3, 0), 0, "")).isEqualTo(new SuiteRun.NothingRan(3));
        assertThat(SuiteRun.of(new SuiteReport.Unusable("none"), 0, "")).isEqualTo(new SuiteRun.NoReport("none"));
        assertThat(SuiteRun.of(new SuiteReport.Unusable("none"), 137, " (killed)"))
                .isEqualTo(new SuiteRun.NoReport("none; its exit code was 137 (killed)"));
    }

    static Stream<SuiteRun> not_passed() {
        return Stream.of(
                new SuiteRun.Failed(1),
                new SuiteRun.Broken(2, ""),
                new SuiteRun.NoReport("x"),
                new SuiteRun.NothingRan(2),
                new SuiteRun.TimedOut(Duration.ofMinutes(1)),
                new SuiteRun.NotStarted("no image"));
    }

    @ParameterizedTest
    @MethodSource("not_passed")
    void whatever_did_not_pass_fails(SuiteRun run) {
        SuitesReport report = report(run, counted(0, 0, 0));
        assertThat(report.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(report.data().getFirst()).containsEntry("result", "failed");
        assertThat(report.sections()).hasSize(2);
    }

    @Test
    void no_suite_at_all_fails() {
        assertThat(new SuitesReport(List.of()).verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void sums_and_coverage_are_told() {
        SuitesReport report = report(new SuiteRun.Passed(), counted(5, 1, 0));
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(report.total().tests()).isEqualTo(5);
        assertThat(report.coverage()).containsEntry("backend-test", 90.5);
        assertThat(report.sections().getFirst().markdown())
                .contains("| backend-test | passed | 5 | 0 | 1 | 90.5 % | 2.0 |");
    }

    private static SuitesReport report(SuiteRun run, SuiteReport report) {
        return new SuitesReport(List.of(
                new SuiteResult("backend-test", run, report, List.of(), Duration.ofSeconds(2), List.of("last line"))));
    }
}
