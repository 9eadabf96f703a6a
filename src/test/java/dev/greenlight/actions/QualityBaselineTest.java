package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What findings are compared with. */
class QualityBaselineTest extends CheckedRepository {
    @Test
    void an_earlier_runs_findings_do_not_count_wherever_their_lines_have_moved() throws IOException {
        Files.writeString(workspace.resolve("greenlight-baseline.json"), file(open(Map.of()), "quality-baseline.json"));
        repository.write("backend/a.py", "new\n\none\n  bad x\ntwo\n");
        Report moved = open(Map.of("baseline", "file"));
        assertThat(moved.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(moved.title()).isEqualTo("quality passed: 4 checks, 1 finding, 0 new");
        assertThat(moved.findings()).isEmpty();
        assertThat(section(moved, "Baseline"))
                .contains("the earlier run in greenlight-baseline.json", "backend/a.py:4:1");
        assertThat(file(moved, "quality.sarif")).contains("\"baselineState\":\"unchanged\"");

        repository.git("mv", "backend/a.py", "backend/b.py");
        repository.write("backend/b.py", "one\nbad x\ntwo\nbad y\n");
        Report more = open(Map.of("baseline", "file"));
        assertThat(reasons(more)).containsExactly("flake8 on backend found 1 new at level error or above");
        assertThat(places(more)).containsExactly("backend/b.py:4:1");
    }

    @Test
    void a_promise_that_is_over_is_not_made_void_by_a_baseline() throws IOException {
        Files.writeString(workspace.resolve("greenlight-baseline.json"), file(open(Map.of()), "quality-baseline.json"));
        waive("2026-11-28");
        assertThat(reasons(open(Map.of("baseline", "file")))).hasSize(2);
    }

    @Test
    void a_baseline_file_must_be_there_and_be_one_and_not_the_one_that_each_run_writes() throws IOException {
        assertThatThrownBy(() -> open(Map.of("baseline", "file")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("baseline-file: 'greenlight-baseline.json'")
                .hasMessageContaining("a copy of greenlight-reports/quality-baseline.json of an earlier run");
        Files.createDirectories(workspace.resolve("greenlight-reports"));
        Files.writeString(workspace.resolve("greenlight-reports/quality-baseline.json"), "{}");
        assertThatThrownBy(() ->
                        open(Map.of("baseline", "file", "baseline-file", "greenlight-reports/quality-baseline.json")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("each run writes it anew");
        Files.write(workspace.resolve("greenlight-baseline.json"), new byte[] {'{', '"', (byte) 0xff, '"'});
        assertThatThrownBy(() -> open(Map.of("baseline", "file")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("UTF-8");
        assertThat(commands.lines()).noneMatch(line -> line.contains("flake8 "));
    }

    @Test
    void only_what_is_new_against_the_merge_base_counts_and_the_rest_is_still_told() {
        repository.git("mv", "backend/a.py", "backend/renamed.py");
        repository
                .write("backend/renamed.py", "zero\none\nbad x\nTWO\n")
                .write("backend/c.py", "bad z\n")
                .commit("two");
        Report report = open(Map.of("baseline", "merge-base", "baseline-ref", "main"));
        assertThat(places(report)).containsExactly("backend/c.py:1:1");
        assertThat(reasons(report)).containsExactly("flake8 on backend found 1 new at level error or above");
        assertThat(report.outputs()).containsEntry("findings", "2").containsEntry("new-findings", "1");
        assertThat(section(report, "Baseline")).contains("the merge base ", " with main: 1 finding was there before");
        assertThat(report.data()).containsKey("comparedWith");
        assertThat(repository.git("status", "--porcelain")).isEmpty();
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_clean_change_does_not_look_at_the_merge_base_at_all() {
        repository.write("backend/a.py", "good\n").commit("two");
        Report report = open(Map.of("baseline", "merge-base", "baseline-ref", "main"));
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(commands.lines())
                .filteredOn(line -> line.contains("flake8 "))
                .hasSize(1);
    }

    @Test
    void what_a_tool_cannot_tell_of_the_merge_base_counts_as_new() {
        repository.write("backend/c.py", "good\n").commit("two");
        commands.on(
                "flake8 ",
                command -> Files.exists(command.directory().resolve("c.py"))
                        ? flake8(command)
                        : new Ending.Exited(1, "", "Traceback (most recent call last)", Duration.ZERO));
        Report report = open(Map.of("baseline", "merge-base", "baseline-ref", "main"));
        assertThat(places(report)).containsExactly("backend/a.py:2:1");
        assertThat(section(report, "Baseline"))
                .contains(
                        "flake8 on backend crashed with exit code 1 on the merge base, so that what it found counts as new");
    }

    @Test
    void a_service_that_the_merge_base_does_not_have_is_new() {
        repository.git("mv", "backend", "api");
        repository.write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: api, port: 8000, health: /health }
                        """).commit("two");
        Report report = open(Map.of("baseline", "merge-base", "baseline-ref", "main"));
        assertThat(places(report)).containsExactly("api/a.py:2:1");
        assertThat(section(report, "Baseline")).contains("flake8 on backend had nothing to check on the merge base");
    }

    @Test
    void a_comparison_in_which_nothing_could_be_new_is_refused() {
        repository.git("checkout", "--quiet", "main");
        assertThatThrownBy(() -> open(Map.of("baseline", "merge-base", "baseline-ref", "main")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no finding could ever be new");
        repository.write("backend/a.py", "one\nbad x\ntwo\nbad y\n");
        assertThat(places(open(Map.of("baseline", "merge-base", "baseline-ref", "main"))))
                .as("on a laptop a change need not be committed")
                .containsExactly("backend/a.py:4:1");
        environment.put("GITHUB_ACTIONS", "true");
        assertThatThrownBy(() -> open(Map.of("baseline", "merge-base", "baseline-ref", "main")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void without_the_history_there_is_no_verdict_and_no_tool_runs() throws IOException {
        assertThatThrownBy(() -> open(Map.of("baseline", "merge-base")))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("git knows no refs/remotes/origin/HEAD");
        environment.put("GITHUB_BASE_REF", "main");
        repository.write("backend/c.py", "bad\n").commit("two");
        assertThat(open(Map.of("baseline", "merge-base")).outputs()).containsEntry("new-findings", "1");
        Path event =
                Files.writeString(workspace.resolve("event.json"), "{\"before\":\"%s\"}".formatted("1".repeat(40)));
        environment.remove("GITHUB_BASE_REF");
        environment.put("GITHUB_EVENT_PATH", event.toString());
        assertThatThrownBy(() -> open(Map.of("baseline", "merge-base")))
                .isInstanceOfSatisfying(
                        ExternalFailure.class,
                        failure -> assertThat(failure.remedy()).contains("fetch-depth: 0"))
                .hasMessageContaining("what was there before the push");
    }

    @Test
    void findings_in_the_changes_files_come_first() {
        repository.write("backend/z.py", "bad\n").commit("two");
        environment.put("GITHUB_BASE_REF", "main");
        assertThat(places(open(Map.of()))).containsExactly("backend/z.py:1:1", "backend/a.py:2:1");
    }

    @Test
    void a_leak_in_a_committed_file_that_tools_do_not_see_is_found_here_and_on_the_merge_base() {
        repository.git("checkout", "--quiet", "main");
        repository
                .write("backend/a.py", "good\n")
                .write("backend/venv/old.py", "SECRET\n")
                .commit("old leak");
        repository.git("checkout", "--quiet", "-b", "other");
        repository.write("test-logs/new.log", "SECRET\n").write("backend/venv/installed.py", "x\n");
        repository.git("add", "--force", "test-logs/new.log");
        repository.git("commit", "--quiet", "--message", "new leak");
        commands.on("gitleaks dir", QualityBaselineTest::leaks).prints("gitleaks git", "[]");

        Report report = open(Map.of("baseline", "merge-base", "baseline-ref", "main", "checks", "gitleaks"));
        assertThat(report.outputs()).containsEntry("findings", "2").containsEntry("new-findings", "1");
        assertThat(places(report)).containsExactly("test-logs/new.log:1:1");
    }

    private static Ending leaks(Command command) {
        try (Stream<Path> files = Files.walk(command.directory())) {
            List<String> leaks = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.readString(file).contains("SECRET")) {
                    leaks.add("{\"RuleID\":\"key\",\"File\":\"%s\",\"StartLine\":1,\"StartColumn\":1}"
                            .formatted(command.directory().relativize(file)));
                }
            }
            return new Ending.Exited(leaks.isEmpty() ? 0 : 2, leaks.toString(), "", Duration.ofMillis(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_report_that_was_cut_off_where_its_new_findings_begin_is_not_green() throws IOException {
        Files.writeString(workspace.resolve("greenlight-baseline.json"), file(open(Map.of()), "quality-baseline.json"));
        assertThat(open(Map.of("baseline", "file")).verdict()).isEqualTo(new Verdict.Passed());
        String known = "./a.py:2:1: X100 bad word\n";
        commands.on(
                "flake8 ",
                command -> new LocalCommands(known.length())
                        .run(Command.of(workspace, List.of("sh", "-c", "printf '" + known + known + "'; exit 1"))
                                .withEnvironment(environment)));
        assertThat(reasons(open(Map.of("baseline", "file"))))
                .singleElement()
                .asString()
                .contains("flake8 on backend", "more than the 64 Mi characters that are kept");
    }
}
