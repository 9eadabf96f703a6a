package dev.greenlight.actions;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.runner.ReadingRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built image on a workspace, with Docker's socket and all that a runner mounts, started as a runner starts a container action. */
record ActionContainer(Path workspace, Path commands) {
    /** What a runner mounts beside the workspace and the files of its protocol. */
    private static final List<String> OTHER_FOLDERS = List.of("runner_temp", "home", "workflow");

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final String IMAGE = System.getProperty("greenlight.image", "greenlight:local");

    /** What a step came to. */
    record Step(int code, String log, Map<String, String> outputs) {}

    static ActionContainer in(Path folder) throws IOException {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        Path commands = Files.createDirectory(folder.resolve("file_commands"));
        Files.createFile(commands.resolve("output"));
        Files.createFile(commands.resolve("summary"));
        for (String name : OTHER_FOLDERS) {
            Files.createDirectory(folder.resolve(name));
        }
        return new ActionContainer(workspace, commands);
    }

    ActionContainer write(String name, String text) throws IOException {
        Path file = workspace.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** The folder that a step knows as one of {@code /github}. */
    Path folder(String name) {
        return workspace.resolveSibling(name);
    }

    /** What a runner mounts, as arguments of {@code docker run}. */
    List<String> mounts() {
        List<String> mounts = new ArrayList<>();
        for (String name : List.of("workspace", "file_commands", "runner_temp", "home", "workflow")) {
            mounts.addAll(List.of("-v", folder(name) + ":/github/" + name));
        }
        mounts.addAll(List.of("-v", "/var/run/docker.sock:/var/run/docker.sock"));
        return mounts;
    }

    Step run(String action, String... inputs) throws IOException {
        return runOn("bridge", action, inputs);
    }

    /** @param network one of the engine's; {@code host} to reach what listens on this machine's loopback */
    Step runOn(String network, String action, String... inputs) throws IOException {
        List<String> line = new ArrayList<>(
                List.of("docker", "run", "--rm", "--network", network, "--workdir", "/github/workspace"));
        line.addAll(mounts());
        List<String> environment = new ArrayList<>(List.of(
                "GITHUB_ACTIONS=true",
                "GITHUB_SHA=" + COMMIT,
                "GITHUB_WORKSPACE=/github/workspace",
                "RUNNER_TEMP=/github/runner_temp",
                "GITHUB_OUTPUT=/github/file_commands/output",
                "GITHUB_STEP_SUMMARY=/github/file_commands/summary"));
        environment.addAll(List.of(inputs));
        environment.forEach(variable -> line.addAll(List.of("-e", variable)));
        line.addAll(List.of(IMAGE, action));
        Ending.Exited ended = (Ending.Exited) new LocalCommands().run(onHost(line));
        return new Step(
                ended.code(),
                ended.output() + ended.errors(),
                ReadingRunner.values(Files.readString(commands.resolve("output"))));
    }

    /** A command on the machine that the engine runs on. */
    static Command onHost(List<String> line) {
        return Command.of(Path.of("/"), line)
                .withEnvironment(Map.of("PATH", System.getenv("PATH")))
                .within(Duration.ofMinutes(8));
    }

    /** What the engine still has of the test run that a step's log speaks of. */
    static String leftOver(Step step) {
        Matcher run = Pattern.compile("greenlight-test-[0-9a-f]{8}").matcher(step.log());
        if (!run.find()) {
            throw new AssertionError("the log names no run: " + step.log());
        }
        StringBuilder left = new StringBuilder();
        for (String kind : List.of("ps --all", "network ls", "volume ls", "image ls")) {
            List<String> line = new ArrayList<>(List.of("docker"));
            line.addAll(List.of(kind.split(" ", -1)));
            String filter = kind.startsWith("image") ? "reference=" + run.group() + "*" : "name=" + run.group();
            line.addAll(List.of("--quiet", "--filter", filter));
            left.append(((Ending.Exited) new LocalCommands().run(onHost(line))).output());
        }
        return left.toString();
    }
}
