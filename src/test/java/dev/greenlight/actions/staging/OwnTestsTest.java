package dev.greenlight.actions.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.process.Client;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.trials.TestRun;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands are real processes of this machine; Docker's client is played. */
@Timeout(60)
class OwnTestsTest {
    private static final Map<String, String> SURROUNDING = Map.of(
            "PATH", "/usr/local/bin:/usr/bin:/bin",
            "GITHUB_SHA", "abc",
            "GITHUB_TOKEN", "t",
            "GOOGLE_APPLICATION_CREDENTIALS", "/key",
            "INPUT_CREDENTIALS", "key",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "t",
            "HTTPS_PROXY", "http://proxy");
    private static final Map<String, String> VARIABLES =
            Map.of("GREENLIGHT_URL", "https://candidate---web.run.app", "GREENLIGHT_TOKEN", "secret");

    @TempDir
    Path workspace;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void a_project_in_a_checkout() throws IOException {
        Files.createDirectories(workspace.resolve("app/.git"));
        Files.writeString(workspace.resolve("app/check.sh"), "#!/bin/sh\necho in $(basename $PWD)\n");
        assertThat(workspace.resolve("app/check.sh").toFile().setExecutable(true))
                .isTrue();
    }

    private TestRun run(Commands commands, Duration limit, Optional<String> image, String... command) {
        OwnTests tests = new OwnTests(
                new Checkout(workspace, () -> Path.of("/host/work space,1"), workspace.resolve("app")),
                new Client(commands, workspace, Map.of("PATH", "/bin", "DOCKER_HOST", "unix:///x")),
                SURROUNDING);
        return tests.run(new StagingTests(List.of(command), image, limit, Optional.empty()), VARIABLES, lines::add);
    }

    private TestRun beside(String... command) {
        return run(new LocalCommands(), Duration.ofSeconds(30), Optional.empty(), command);
    }

    private TestRun inContainer(FakeCommands docker) {
        return run(docker, Duration.ofSeconds(30), Optional.of("python:3"), "python3", "tests.py", "-x");
    }

    @Test
    void a_command_runs_in_the_projects_folder_and_its_exit_code_decides() {
        assertThat(beside("./check.sh")).isInstanceOf(TestRun.Passed.class);
        assertThat(lines).containsExactly("in app");
        assertThat(beside("sh", "-c", "echo out; echo err >&2; exit 7"))
                .isInstanceOfSatisfying(
                        TestRun.Failed.class,
                        failed -> assertThat(failed.exitCode()).isEqualTo(7));
        assertThat(lines).contains("out", "err");
        assertThat(beside("no-such-program"))
                .isInstanceOfSatisfying(
                        TestRun.NotStarted.class,
                        absent -> assertThat(absent.why()).contains("no-such-program"));
    }

    @Test
    void a_command_sees_its_addresses_and_no_credential_of_the_job() {
        assertThat(beside("env")).isInstanceOf(TestRun.Passed.class);

        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder(
                        "PATH",
                        "HOME",
                        "LANG",
                        "HTTPS_PROXY",
                        "GREENLIGHT_COMMAND",
                        "GREENLIGHT_URL",
                        "GREENLIGHT_TOKEN",
                        "GREENLIGHT_COMMIT");
        assertThat(lines).contains("GREENLIGHT_COMMIT=abc", "GREENLIGHT_URL=https://candidate---web.run.app");
    }

    @Test
    void a_home_of_its_own_is_there_and_gone_afterwards() {
        assertThat(beside("sh", "-c", "mkdir $HOME/a && touch $HOME/a/b && echo $HOME"))
                .isInstanceOf(TestRun.Passed.class);
        assertThat(Path.of(lines.getFirst())).doesNotExist();
    }

    @Test
    void at_the_limit_the_whole_tree_is_killed() {
        TestRun run = run(
                new LocalCommands(),
                Duration.ofMillis(1500),
                Optional.empty(),
                "sh",
                "-c",
                "sh -c 'echo $$; sleep 600' & echo $$; wait");

        assertThat(run).isEqualTo(new TestRun.TimedOut(Duration.ofMillis(1500)));
        assertThat(lines).hasSize(2).allSatisfy(OwnTestsTest::assertDead);
    }

    @Test
    void a_thread_that_is_interrupted_ends_them_and_gives_no_verdict() throws InterruptedException {
        AtomicReference<ExternalFailure> thrown = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread runner = Thread.ofPlatform()
                .start(() -> thrown.set(catchThrowableOfType(
                        ExternalFailure.class,
                        () -> new OwnTests(
                                        new Checkout(workspace, () -> workspace, workspace),
                                        new Client(new LocalCommands(), workspace, Map.of()),
                                        SURROUNDING)
                                .run(
                                        new StagingTests(
                                                List.of("sh", "-c", "echo $$; exec sleep 600"),
                                                Optional.empty(),
                                                Duration.ofMinutes(5),
                                                Optional.empty()),
                                        VARIABLES,
                                        line -> {
                                            lines.add(line);
                                            begun.countDown();
                                        }))));
        begun.await();
        runner.interrupt();
        runner.join();

        assertThat(Objects.requireNonNull(thrown.get())).hasMessageContaining("told to stop");
        assertDead(lines.getFirst());
    }

    /** A killed process stays for a moment until its parent has asked for its end; it has no command line any more. */
    private static void assertDead(String pid) {
        Await.value("the end of process " + pid, Duration.ofSeconds(10), () -> commandLine(pid), String::isEmpty);
    }

    private static String commandLine(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void a_container_sees_the_project_read_only_and_secrets_are_on_no_command_line() {
        FakeCommands docker = new FakeCommands().prints("docker run", "ok\n").prints("docker rm", "");

        assertThat(inContainer(docker)).isInstanceOf(TestRun.Passed.class);

        Command command = docker.ran().getFirst();
        assertThat(command.arguments().subList(0, 5)).containsExactly("docker", "run", "--rm", "--init", "--name");
        assertThat(String.join(" ", command.arguments()))
                .contains("--mount type=bind,readonly,\"source=/host/work space,1/app\",target=/project")
                .contains("--mount type=tmpfs,target=/project/.git")
                .contains("--security-opt no-new-privileges", "--workdir /project", "--env GREENLIGHT_TOKEN ")
                .endsWith(" python:3 python3 tests.py -x")
                .doesNotContain("secret", "--network", "docker.sock");
        assertThat(command.environment())
                .containsEntry("GREENLIGHT_TOKEN", "secret")
                .containsEntry("DOCKER_HOST", "unix:///x")
                .doesNotContainKeys("GITHUB_TOKEN", "INPUT_CREDENTIALS");
        assertThat(command.timeLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(docker.lines().getLast())
                .isEqualTo("docker rm --force --volumes " + command.arguments().get(5));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0   | ''                                                                   | Passed
            1   | ''                                                                   | Failed
            125 | docker: Cannot connect to the Docker daemon at unix:///x             | NotStarted Cannot connect to the Docker daemon at unix:///x
            125 | Unable to find image 'x' locally~docker: Error response: not found   | NotStarted Error response: not found
            127 | docker: Error response: exec: "python3": executable file not found   | NotStarted Error response: exec: "python3": executable file not found
            125 | my own 125                                                           | Failed
            127 | sh: 1: pytest: not found                                             | Failed
            137 | docker: never mind                                                   | Failed
            """)
    void the_clients_exit_code_is_dockers_or_the_tests(int code, String errors, String run) {
        FakeCommands docker = new FakeCommands()
                .exits("docker run", code, "", errors.replace("~", "\n"))
                .prints("docker rm", "");

        TestRun found = inContainer(docker);

        assertThat(found.getClass().getSimpleName()
                        + (found instanceof TestRun.NotStarted absent ? " " + absent.why() : ""))
                .isEqualTo(run);
    }

    @Test
    void a_container_that_hangs_is_removed_and_a_client_that_is_not_there_is_said() {
        FakeCommands docker = new FakeCommands().hangs("docker run", "begun\n").prints("docker rm", "");
        assertThat(inContainer(docker)).isEqualTo(new TestRun.TimedOut(Duration.ofSeconds(30)));
        assertThat(docker.lines().getLast()).startsWith("docker rm --force");

        assertThat(inContainer(new FakeCommands().missing("docker")))
                .isInstanceOfSatisfying(
                        TestRun.NotStarted.class,
                        absent -> assertThat(absent.why()).startsWith("Docker's client is not there"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:27900, true",
        "http://localhost:8080/x, true",
        "http://candidate---web.localhost, true",
        "http://[::1]:80, true",
        "https://candidate---web-x.a.run.app, false",
        "https://localhost.example.org, false",
        "http://172.17.0.1:9000, false",
        "127.0.0.1, false",
    })
    void only_an_address_on_this_machine_needs_its_network(String value, boolean here) {
        assertThat(InContainer.onThisMachine(value)).isEqualTo(here);
    }
}
