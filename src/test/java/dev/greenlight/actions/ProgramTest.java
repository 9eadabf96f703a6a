package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.ReadingRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verdicts, failures and reports: exit codes, and where each is said. */
class ProgramTest extends ProgramAtWork {
    @Test
    void a_passed_report_gives_zero_and_is_said_everywhere() throws IOException {
        assertThat(run("sample")).isZero();
        assertThat(runner.read().shown).contains("All is well", "fine", "Report: greenlight-reports/sample.json");
        assertThat(runner.annotations).isEmpty();
        assertThat(ReadingRunner.values(file("GITHUB_OUTPUT"))).isEqualTo(Map.of("verdict", "passed\n::x::%"));
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("## ✅ All is well", "### Details\n\nfine");
        assertThat(json().path("verdict").asText()).isEqualTo("passed");
        assertThat(json().path("seconds").asInt()).isEqualTo(3);
    }

    @Test
    void a_failed_verdict_gives_one_and_its_reasons_are_annotated_first() {
        work = (inputs, surroundings) -> report(
                new Verdict.Failed(List.of("flake8 objects", "tsc crashed")),
                List.of(
                        finding(Severity.NOTE, "b.py", 1),
                        finding(Severity.ERROR, "b.py", 9),
                        finding(Severity.ERROR, "a.py", 2)));
        assertThat(run("sample")).isEqualTo(1);
        assertThat(runner.read().annotations)
                .containsExactly(
                        "error {title=sample failed} flake8 objects\ntsc crashed",
                        "error {file=a.py, line=2, title=flake8 F401} unused",
                        "error {file=b.py, line=9, title=flake8 F401} unused",
                        "notice {file=b.py, line=1, title=flake8 F401} unused");
    }

    @Test
    void findings_beyond_the_runners_limits_are_counted_and_none_is_lost_from_the_report() throws IOException {
        work = (inputs, surroundings) -> report(
                new Verdict.Failed(List.of("too many")),
                IntStream.rangeClosed(1, 1200)
                        .mapToObj(line -> finding(Severity.ERROR, "a.py", line))
                        .toList());
        assertThat(run("sample")).isEqualTo(1);
        assertThat(runner.read().annotations).hasSize(10);
        assertThat(runner.shown)
                .contains("and 200 more findings, which greenlight-reports/sample.json lists")
                .anyMatch(line -> line.startsWith("1191 findings are not pinned"));
        assertThat(json().path("findings")).hasSize(1200);
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("The first 500 of 1200 findings");
    }

    @Test
    void what_a_tool_says_does_not_become_markup_of_the_summary() throws IOException {
        work = (inputs, surroundings) -> report(
                new Verdict.Passed(),
                List.of(new Finding(
                        "flake8",
                        "F|1",
                        Severity.NOTE,
                        Optional.of(Location.of("a|b.py")),
                        "<img src=x>\n| [a](http://evil) @team `x`")));
        run("sample");
        assertThat(file("GITHUB_STEP_SUMMARY"))
                .contains(
                        "| note | a\\|b.py | &lt;img src=x&gt;<br>\\| \\[a\\](http://evil) &#64;team \\`x\\` | flake8 F\\|1 |");
    }

    @Test
    void an_external_failure_gives_three_with_its_remedy() {
        work = (inputs, surroundings) -> {
            throw new ExternalFailure("reach Docker", "nothing listens", "Start the engine");
        };
        assertThat(run("sample")).isEqualTo(3);
        assertThat(runner.read().annotations)
                .containsExactly("error {title=sample: no verdict can be given} "
                        + "Tried to reach Docker but nothing listens.\nStart the engine");
    }

    @Test
    void a_defect_gives_seventy_a_stack_trace_and_the_place_to_report_it() {
        environment.put("GITHUB_ACTION_REPOSITORY", "team/greenlight");
        work = (inputs, surroundings) -> {
            throw new IllegalStateException("oops");
        };
        assertThat(run("sample")).isEqualTo(70);
        assertThat(runner.read().shown).contains("java.lang.IllegalStateException: oops");
        assertThat(runner.annotations.getFirst()).contains("https://github.com/team/greenlight/issues/new");
    }

    @Test
    void a_missing_output_file_gives_three_and_the_summary_still_tells() throws IOException {
        Files.delete(Path.of(environment.get("GITHUB_OUTPUT")));
        assertThat(run("sample")).isEqualTo(3);
        assertThat(runner.read().annotations.getFirst()).contains("GITHUB_OUTPUT", "does not exist");
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("no verdict can be given");
    }

    @Test
    void the_reports_path_is_given_even_when_there_is_no_verdict() throws IOException {
        work = (inputs, surroundings) -> {
            throw new ExternalFailure("ask the cloud", "it is away", "Wait");
        };
        assertThat(run("sample")).isEqualTo(3);
        assertThat(file("GITHUB_OUTPUT")).contains("report", "greenlight-reports/sample.json");
    }

    @Test
    void reports_never_follow_a_link_out_of_the_workspace() throws IOException {
        Files.createSymbolicLink(workspace.resolve("greenlight-reports"), files);
        assertThat(run("sample")).isZero();
        assertThat(files.resolve("sample.json")).doesNotExist();
        assertThat(runner.read().annotations).anyMatch(line -> line.contains("could not be left"));
    }

    @Test
    void on_a_laptop_it_prints_for_a_person_and_writes_only_the_reports() throws IOException {
        environment.clear();
        assertThat(run("sample")).isZero();
        assertThat(runner.raw())
                .doesNotContain("\n::group", "\u001b")
                .contains("All is well\n", "Outputs\nverdict=passed\n");
        assertThat(json().path("title").asText()).isEqualTo("All is well");
    }
}
