package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.runner.ReadingRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built image, started as a runner starts a container action. */
class RunnerProtocolContainerIT {
    private static final String IMAGE = System.getProperty("greenlight.image", "greenlight:local");

    @TempDir
    Path folder;

    private Path workspace;
    private Path commands;

    @BeforeEach
    void prepare() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
        commands = Files.createDirectory(folder.resolve("file_commands"));
        Files.createFile(commands.resolve("output"));
        Files.createFile(commands.resolve("summary"));
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /api/health }
                """);
        give(workspace);
        give(workspace.resolve("greenlight.yml"));
    }

    @Test
    void an_input_with_a_hyphen_reaches_the_action_and_is_refused_when_it_makes_no_sense() throws IOException {
        Ending.Exited ended = run("INPUT_FAIL-ON=nonsense", "INPUT_CHECKS=none");
        assertThat(ended.output()).contains("fail-on: 'nonsense' is not accepted");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(Files.readString(commands.resolve("summary"))).contains("fail-on");
    }

    @Test
    void nothing_to_do_passes_with_outputs_a_summary_and_files_that_the_workspaces_owner_owns() throws IOException {
        Ending.Exited ended = run("INPUT_CHECKS=none");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ReadingRunner.values(Files.readString(commands.resolve("output"))))
                .containsEntry("outcome", "passed");
        assertThat(Files.readString(commands.resolve("summary"))).startsWith("## ✅");
        try (Stream<Path> files = Files.walk(workspace)) {
            assertThat(files.toList())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(file -> assertThat(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                            .as(file.toString())
                            .isEqualTo(1001));
        }
    }

    @Test
    void a_runner_that_mounts_no_file_commands_gets_a_clear_error() throws IOException {
        Files.delete(commands.resolve("output"));
        Ending.Exited ended = run("INPUT_CHECKS=none");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).contains("GITHUB_OUTPUT", "does not exist");
    }

    private Ending.Exited run(String... variables) {
        List<String> line = new ArrayList<>(List.of("docker", "run", "--rm", "--network", "none"));
        line.addAll(List.of("--workdir", "/github/workspace"));
        line.addAll(List.of("-v", workspace + ":/github/workspace", "-v", commands + ":/github/file_commands"));
        List<String> environment = new ArrayList<>(List.of(
                "GITHUB_ACTIONS=true",
                "GITHUB_WORKSPACE=/github/workspace",
                "GITHUB_OUTPUT=/github/file_commands/output",
                "GITHUB_STEP_SUMMARY=/github/file_commands/summary"));
        environment.addAll(List.of(variables));
        environment.forEach(variable -> line.addAll(List.of("-e", variable)));
        line.addAll(List.of(IMAGE, "quality"));
        Command command = Command.of(folder, line)
                .withEnvironment(Map.of("PATH", System.getenv("PATH")))
                .within(Duration.ofMinutes(2));
        return (Ending.Exited) new LocalCommands().run(command);
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", 1001);
    }
}
