package dev.greenlight.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose containers behave as each test says. */
class SuitesExecutorTest {
    private static final String JUNIT =
            "<testsuite><testcase classname='src/App.test.tsx' name='a'/><testcase name='b'/></testsuite>";

    @TempDir
    Path workspace;

    private final FakeCommands docker = new FakeCommands();
    private final FakeProgress progress = new FakeProgress();

    @BeforeEach
    void an_engine_on_which_all_goes_well() throws IOException {
        Files.createDirectories(workspace.resolve("test-logs"));
        docker.prints("compose", "")
                .prints("ps --all", "id-back\nid-db\n")
                .prints("inspect", "[" + container("backend-test", 0) + "," + container("db", 0) + "]")
                .on("logs --follow id-back", command -> left("test-logs/backend/junit.xml", JUNIT))
                .prints("wait", "0\n")
                .prints("docker diff", "C /app\nA /app/coverage.xml\nA /usr/lib/x.xml\nA /app/node_modules/y.xml\n")
                .on("docker cp", command -> {
                    write(Path.of(command.arguments().getLast()), "<coverage line-rate=\"0.75\"></coverage>");
                    return new Ending.Exited(0, "", "", Duration.ZERO);
                });
    }

    private String container(String service, int code) {
        return """
                {"Id":"id-%s","Config":{"Labels":{"com.docker.compose.service":"%s"}},
                 "State":{"Running":false,"ExitCode":%d,"OOMKilled":false},
                 "Mounts":[{"Type":"bind","Source":"/runner/app/test-logs","Destination":"/reports"},
                           {"Type":"bind","Source":"/var/run/docker.sock","Destination":"/s"},
                           {"Type":"volume","Source":"/v","Destination":"/v"}]}""".formatted(service.equals("db") ? "db" : "back", service, code);
    }

    private Ending left(String name, String text) {
        write(workspace.resolve(name), text);
        return new Ending.Exited(0, "test output\n", "", Duration.ZERO);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SuitesOutcome run() {
        ComposeModel model = ComposeModel.parse("""
                {"services":{"db":{"image":"postgres:17"},
                  "backend-test":{"profiles":["test"],"build":{"context":"%s/backend"},"depends_on":{"db":{}}}}}""".formatted(workspace)).orElseThrow();
        SuitesExecutor executor = new SuitesExecutor(
                new Client(docker, workspace, Map.of()),
                new PathMapping(workspace, Path.of("/runner/app")),
                workspace.resolve("greenlight-reports"),
                progress,
                Clock.systemUTC());
        return executor.run(new Stack(model, workspace, Set.of("backend-test")), "run-7", Duration.ofMinutes(1));
    }

    private SuiteRun only() {
        return run().results().getFirst().run();
    }

    private void assertTakenDown() {
        assertThat(docker.lines().stream().filter(line -> line.contains(" down --volumes")))
                .hasSize(1);
    }

    @Test
    void a_good_suite_passes_with_reports_from_its_mounts_and_its_container() {
        SuitesOutcome outcome = run();
        SuiteResult result = outcome.results().getFirst();
        assertThat(outcome.trouble()).isEmpty();
        assertThat(result.run()).isEqualTo(new SuiteRun.Passed());
        assertThat(result.report().tally().tests()).isEqualTo(2);
        assertThat(result.report().coverage()).hasValue(75);
        assertThat(workspace.resolve("greenlight-reports/logs/backend-test.log"))
                .hasContent("test output\n");
        assertThat(workspace.resolve("greenlight-reports/test/backend-test")).isDirectoryContaining("glob:**junit.xml");
        assertThat(progress.told()).contains("quote backend-test | test output");
        assertTakenDown();
    }

    @Test
    void all_commands_are_of_this_run() {
        run();
        assertThat(docker.lines().stream().filter(line -> line.startsWith("docker compose")))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.contains("--project-name run-7 ") && line.contains("--profile test"));
        assertThat(docker.lines()).anyMatch(line -> line.contains(" build ") && line.endsWith("backend-test"));
    }

    @Test
    void failed_tests_are_findings_at_their_files() {
        docker.on("logs --follow", command -> left("test-logs/junit.xml", """
                <testsuite><testcase classname="src/App.test.tsx" name="a"><failure message="no"/></testcase></testsuite>"""))
                .prints("inspect", "[" + container("backend-test", 1) + "]");
        SuiteResult result = run().results().getFirst();
        assertThat(result.run()).isEqualTo(new SuiteRun.Failed(1));
        assertThat(result.findings())
                .extracting(Finding::location)
                .containsExactly(Optional.of(Location.of("backend/src/App.test.tsx")));
        assertThat(result.lastLines()).containsExactly("test output");
    }

    @Test
    void a_file_outside_the_workspace_is_no_place_for_a_finding() {
        docker.on("logs --follow", command -> left("test-logs/junit.xml", """
                <testsuite><testcase file="../../../etc/x.py" name="a"><failure message="no"/></testcase></testsuite>"""))
                .prints("inspect", "[" + container("backend-test", 1) + "]");
        assertThat(run().results().getFirst().findings())
                .extracting(Finding::location)
                .containsExactly(Optional.empty());
    }

    @Test
    void a_suite_without_a_report_is_red_though_it_ended_well() {
        docker.prints("logs --follow", "fine\n").prints("docker diff", "");
        assertThat(only()).isInstanceOf(SuiteRun.NoReport.class);
        assertTakenDown();
    }

    @Test
    void a_report_of_an_earlier_run_does_not_count() throws IOException {
        Path old = workspace.resolve("test-logs/junit.xml");
        write(old, JUNIT);
        Files.setLastModifiedTime(
                old, java.nio.file.attribute.FileTime.from(java.time.Instant.parse("2026-01-01T00:00:00Z")));
        docker.prints("logs --follow", "fine\n").prints("docker diff", "");
        assertThat(only()).isInstanceOf(SuiteRun.NoReport.class);
    }

    @Test
    void a_suite_that_hangs_is_stopped_and_the_stack_taken_down() {
        docker.hangs("logs --follow", "one\n")
                .hangs("wait", "")
                .prints(
                        "inspect",
                        "[" + container("backend-test", 0).replace("\"Running\":false", "\"Running\":true") + "]");
        assertThat(only()).isEqualTo(new SuiteRun.TimedOut(Duration.ofMinutes(1)));
        assertTakenDown();
    }

    @Test
    void a_build_that_fails_is_told_with_its_last_lines() {
        docker.exits("build --progress", 1, "", "step 3\nERROR: pip failed\n");
        SuitesOutcome outcome = run();
        assertThat(outcome.trouble()).map(SuitesOutcome.Trouble::stage).contains("build the images of the tests");
        assertThat(outcome.results().getFirst().run()).isInstanceOf(SuiteRun.NotStarted.class);
        assertThat(outcome.results().getFirst().lastLines()).endsWith("ERROR: pip failed");
        assertThat(docker.lines()).noneMatch(line -> line.contains(" up "));
        assertTakenDown();
    }

    @Test
    void a_dependency_that_does_not_get_healthy_is_told() {
        docker.exits("up --detach", 1, "", "dependency failed to start: container run-7-db-1 is unhealthy\n")
                .prints("logs --no-color", "db | FATAL: no space\n");
        SuitesOutcome outcome = run();
        assertThat(outcome.trouble())
                .map(SuitesOutcome.Trouble::output)
                .hasValueSatisfying(text -> assertThat(text).contains("unhealthy"));
        assertThat(workspace.resolve("greenlight-reports/logs/containers.log")).hasContent("db | FATAL: no space\n");
        assertTakenDown();
    }

    @Test
    void an_interrupted_run_takes_its_stack_down() {
        docker.on("logs --follow", command -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        });
        assertThatThrownBy(this::run).isInstanceOfAny(IllegalStateException.class, ExternalFailure.class);
        assertTakenDown();
    }

    @Test
    void a_run_that_is_cancelled_while_it_builds_is_no_verdict() {
        docker.on("build --progress", command -> {
            Thread.currentThread().interrupt();
            return new Ending.TimedOut(command.timeLimit(), "", "");
        });
        assertThatThrownBy(this::run).isInstanceOf(ExternalFailure.class).hasMessageContaining("cancelled");
        assertThat(Thread.interrupted()).isTrue();
        assertTakenDown();
    }

    @Test
    void what_could_not_be_taken_down_is_told() {
        docker.exits(" down ", 1, "", "device busy");
        assertThat(only()).isEqualTo(new SuiteRun.Passed());
        assertThat(progress.told()).anyMatch(line -> line.startsWith("warn ") && line.contains("device busy"));
    }

    @Test
    void only_wanted_suites_are_kept_and_unknown_ones_refused() {
        Stack stack = new Stack(ComposeModel.parse("{}").orElseThrow(), workspace, Set.of("backend-test"));
        assertThat(stack.only(List.of())).isEqualTo(stack);
        assertThatThrownBy(() -> stack.only(List.of("backend"))).hasMessageContaining("names of suites: backend-test");
    }
}
