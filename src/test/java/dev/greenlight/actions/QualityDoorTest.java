package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.history.Repository;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Finding;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Waivers and the baseline through the door, with the real git and a flake8 that finds the word {@code bad} in the files where it runs, so that
 * a tree of before is really looked at.
 */
class QualityDoorTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @TempDir
    Path workspace;

    private final FakeProgress progress = new FakeProgress();
    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", Repository.PATH));
    private final FakeCommands commands = new FakeCommands()
            .on("git ", command -> new LocalCommands().run(command))
            .on("flake8 ", QualityDoorTest::flake8)
            .prints("bandit ", "{\"results\":[],\"errors\":[],\"metrics\":{\"./a.py\":{}}}")
            .prints("gitleaks ", "[]");
    private Repository repository;
    private Instant now = NOW;

    @BeforeEach
    void a_repository_with_a_finding() {
        repository = new Repository(workspace);
        repository
                .write(".gitignore", "greenlight-reports/\n")
                .write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /health }
                        """)
                .write("backend/a.py", "one\nbad x\ntwo\n")
                .commit("one");
        repository.git("checkout", "--quiet", "-b", "side");
    }

    private static Ending flake8(Command command) {
        StringBuilder output = new StringBuilder();
        try (Stream<Path> files = Files.walk(command.directory())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).contains("bad")) {
                        output.append("./%s:%d:1: X100 bad word\n"
                                .formatted(command.directory().relativize(file), i + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Ending.Exited(output.isEmpty() ? 0 : 1, output.toString(), "", Duration.ofMillis(1));
    }

    private Report open(Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        ActionMetadata.bundled("quality")
                .inputs()
                .forEach(input -> input.literalPreset().ifPresent(preset -> values.put(input.name(), preset)));
        values.put("memory", "false");
        values.putAll(given);
        return new QualityDoor()
                .open(
                        new Inputs(values),
                        new Surroundings(
                                workspace,
                                workspace,
                                environment,
                                commands,
                                progress,
                                Clock.fixed(now, ZoneOffset.UTC)));
    }

    private static List<String> places(Report report) {
        return report.findings().stream()
                .map(finding -> finding.location().orElseThrow().toString())
                .toList();
    }

    private static List<String> reasons(Report report) {
        return report.verdict() instanceof Verdict.Failed failed ? failed.reasons() : List.of();
    }

    private static String section(Report report, String title) {
        return report.sections().stream()
                .filter(section -> section.title().equals(title))
                .map(Section::markdown)
                .findFirst()
                .orElse("");
    }

    private static String file(Report report, String name) {
        try {
            StringWriter text = new StringWriter();
            Objects.requireNonNull(report.documents().get(name)).writeTo(text, value -> value);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waive(String expires) {
        repository.write("greenlight-waivers.yml", """
                version: 1
                waivers:
                  - { rule: X100, path: backend/**, owner: ann, reason: written by a tool, expires: %s }
                """.formatted(expires));
    }

    @Test
    void a_finding_disappears_when_it_is_waived_and_is_back_when_the_waiver_expires() {
        assertThat(reasons(open(Map.of()))).containsExactly("flake8 on backend found 1 at level error or above");

        waive("2026-12-31");
        Report waived = open(Map.of());
        assertThat(waived.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(waived.findings()).isEmpty();
        assertThat(waived.title()).isEqualTo("quality passed: 4 checks, 1 finding, 1 waived");
        assertThat(waived.outputs())
                .containsEntry("findings", "1")
                .containsEntry("new-findings", "0")
                .containsEntry("waived", "1")
                .containsEntry("errors", "1");
        assertThat(section(waived, "Waivers"))
                .contains("| holds | rule X100, path backend/", "| 1 | 2026-12-31 | ann |");
        assertThat(section(waived, "Do this now")).isEmpty();
        assertThat(file(waived, "quality.sarif"))
                .contains("\"justification\":\"written by a tool (ann, until 2026-12-31, greenlight-waivers.yml:3)\"");
        assertThat(file(waived, "quality.xml")).contains("<skipped message=\"waived: bad word\"/>");

        now = Instant.parse("2026-12-31T23:59:59Z");
        Report last = open(Map.of());
        assertThat(last.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(section(last, "Do this now")).contains("Before 2026-12-31 is over");
        assertThat(section(last, "Waivers")).contains("| ends soon |");

        now = Instant.parse("2027-01-01T00:00:00Z");
        Report over = open(Map.of());
        assertThat(reasons(over))
                .hasSize(2)
                .last()
                .asString()
                .contains("greenlight-waivers.yml:3 expired on 2026-12-31");
        assertThat(places(over)).containsExactly("backend/a.py:2:1");
        assertThat(section(over, "Waivers")).contains("| expired |");
        assertThat(section(over, "Do this now")).startsWith("1. Fix what the waiver in greenlight-waivers.yml:3");
    }

    @Test
    void an_unused_waiver_is_told_when_all_has_been_checked_and_fails_nothing() {
        repository.write("backend/a.py", "good\n");
        waive("2026-12-31");
        Report report = open(Map.of());
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(section(report, "Waivers")).contains("| unused, remove it |");
        assertThat(section(open(Map.of("checks", "flake8")), "Waivers"))
                .as("only some checks were asked for")
                .isEmpty();
    }

    @Test
    void faults_of_all_files_come_together() {
        repository.write("greenlight-waivers.yml", "version: 1\nwaivers: 1\n").write("greenlight.yml", "version: 2\n");
        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.name().replaceAll(":.*", ""))
                                .contains("greenlight.yml", "greenlight-waivers.yml"));
        assertThatThrownBy(() -> open(Map.of("waivers", "no.yml")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no.yml");
    }

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
    void the_summary_begins_with_what_to_do_and_tells_the_time() {
        Report report = open(Map.of("budget", "1s"));
        assertThat(report.sections().getFirst().title()).isEqualTo("Do this now");
        assertThat(report.sections().getFirst().markdown())
                .contains(
                        "1. Fix the finding of flake8: X100, at backend/a.py:2:1",
                        "greenlight quality --checks flake8");
        assertThat(section(report, "Time")).isEqualTo("0.0 s, within the budget of 1 s.");
    }

    @Test
    void a_check_run_needs_a_job_and_a_token() {
        assertThatThrownBy(() -> open(Map.of("check-run", "true")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("checks: write");
        assertThatThrownBy(() -> open(Map.of("check-run", "true", "github-token", "t0ken-of-github")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("outside of a GitHub job");
    }

    @Test
    void a_service_that_no_check_fits_fails_whatever_the_others_come_to() {
        repository.write("backend/a.py", "good\n").write("greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                  frontend: { kind: react, path: frontnd, port: 8080, health: /health }
                """);
        assertThat(reasons(open(Map.of())))
                .containsExactly("no check fits the service frontend: look at its path and kind in greenlight.yml");
        assertThat(open(Map.of("checks", "flake8")).verdict()).isEqualTo(new Verdict.Passed());
    }

    @Test
    void a_memory_that_cannot_be_had_is_a_warning() {
        repository.write("backend/a.py", "good\n");
        environment.put("ACTIONS_RESULTS_URL", "nowhere");
        environment.put("ACTIONS_RUNTIME_TOKEN", "no.token");
        assertThat(open(Map.of("memory", "true")).verdict()).isEqualTo(new Verdict.Passed());
        assertThat(progress.told()).anyMatch(line -> line.contains("Nothing is remembered from earlier runs: "));
    }

    @Test
    void a_hostile_file_name_reaches_no_command_and_breaks_no_line() {
        String name = "backend/; rm -rf ~ $(id)`id`\u00e9.py";
        repository.write(name, "bad\n");
        Report report = open(Map.of());
        assertThat(report.findings()).extracting(Finding::path).contains(name);
        assertThat(section(report, "Do this now")
                        .lines()
                        .filter(line -> line.strip().startsWith("greenlight")))
                .containsExactly("   greenlight quality --checks flake8");
        assertThat(file(report, "quality.sarif")).doesNotContain("rm -rf");
    }
}
