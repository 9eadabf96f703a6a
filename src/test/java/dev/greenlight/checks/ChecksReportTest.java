package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessment;
import dev.greenlight.checks.assessment.Assessments;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.report.waivers.Ruling;
import dev.greenlight.report.waivers.Waiver;
import dev.greenlight.report.waivers.WaiverReview;
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
        return report(run, failOn, new Ruling.Counts(), true);
    }

    private static ChecksReport report(ToolRun run, Severity failOn, Ruling ruling, boolean fresh) {
        List<Assessed> assessed = run.findings().stream()
                .map(finding -> new Assessed(finding, Assessments.mark(finding), 1, fresh, ruling))
                .toList();
        List<Waiver> lapsed = ruling instanceof Ruling.Lapsed over ? List.of(over.waiver()) : List.of();
        return new ChecksReport(
                List.of(new CheckResult("flake8", "backend", run, Duration.ofMillis(1500))),
                failOn,
                new Assessment(assessed, new WaiverReview(List.of(), lapsed, List.of(), List.of()), Optional.empty()));
    }

    static Stream<ToolRun> not_green() {
        return Stream.of(
                new ToolRun.Crashed(1, List.of("Traceback | here")),
                new ToolRun.NoReport("half"),
                new ToolRun.Missing("no flake8"),
                new ToolRun.TimedOut(Duration.ofSeconds(5)),
                new ToolRun.NotStarted(Duration.ofSeconds(5)),
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
    }

    @Test
    void a_crash_is_shown_with_its_last_lines() {
        ChecksReport report = report(new ToolRun.Crashed(1, List.of("Traceback | here")), Severity.ERROR);
        assertThat(report.sections()).hasSize(2);
        assertThat(report.sections().getFirst().markdown())
                .contains("| flake8 | backend | crashed with exit code 1 | 1.5 |");
        assertThat(report.sections().getLast().markdown()).contains("Traceback | here");
    }

    @Test
    void a_waived_and_an_old_finding_fail_nothing_and_are_counted_in_the_table() {
        ChecksReport waived =
                report(found(Severity.ERROR), Severity.ERROR, new Ruling.Waived(Assessments.WAIVER), true);
        assertThat(waived.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(waived.sections().getFirst().markdown()).contains("| 1 finding (1 waived) |");
        ChecksReport old = report(found(Severity.ERROR), Severity.ERROR, new Ruling.Counts(), false);
        assertThat(old.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(old.sections().getFirst().markdown()).contains("| 1 finding (1 old) |");
    }

    @Test
    void a_finding_whose_waiver_expired_fails_although_it_is_old_and_the_waiver_is_named() {
        ChecksReport report =
                report(found(Severity.ERROR), Severity.ERROR, new Ruling.Lapsed(Assessments.WAIVER), false);
        assertThat(report.verdict())
                .isEqualTo(new Verdict.Failed(List.of(
                        "flake8 on backend found 1 at level error or above",
                        "the waiver in greenlight-waivers.yml:3 expired on 2026-12-31 and no longer covers its findings"
                                + " (rule X1, path **); ann can renew it")));
        assertThat(report(found(Severity.NOTE), Severity.ERROR, new Ruling.Lapsed(Assessments.WAIVER), false)
                        .verdict())
                .as("below the threshold it is told, and fails nothing")
                .isEqualTo(new Verdict.Passed());
    }

    @Test
    void a_report_about_other_findings_than_were_assessed_is_a_mistake() {
        CheckResult result = new CheckResult("flake8", "backend", found(Severity.ERROR), Duration.ZERO);
        assertThatThrownBy(() -> new ChecksReport(List.of(result), Severity.ERROR, Assessment.NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_a_tool_and_a_compose_file_are_called_makes_no_markup_of_the_table() {
        ToolRun run = new ToolRun.Missing("no <b>docker</b> | @team");
        ChecksReport report = new ChecksReport(
                List.of(new CheckResult("compose", "a|b/[x](y)/compose.yml", run, Duration.ZERO)),
                Severity.ERROR,
                Assessment.NOTHING);
        assertThat(report.sections().getFirst().markdown())
                .contains(
                        "| compose | a\\|b/\\[x\\](y)/compose.yml | is not there: no &lt;b&gt;docker&lt;/b&gt; \\| &#64;team | 0.0 |");
    }

    @Test
    void a_crash_that_prints_a_fence_stays_within_its_own() {
        ChecksReport report = report(new ToolRun.Crashed(1, List.of("````", "# big", "`````")), Severity.ERROR);
        assertThat(report.sections().getLast().markdown().lines().filter(line -> line.startsWith("````")))
                .hasSize(2);
    }
}
