package dev.greenlight.demo;

import dev.greenlight.process.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts one container action as GitHub's runner does: the same mounts, variables and file commands, on the job's network.
 *
 * @see <a href="https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/ContainerActionHandler.cs">ContainerActionHandler</a>
 */
final class Runner {
    /**
     * How an action ended.
     *
     * @param outputs its step outputs
     * @param log what it printed
     */
    record Result(String name, int exitCode, double seconds, Map<String, String> outputs, Path log, Path summary) {
        String output(String key) {
            return outputs.getOrDefault(key, "");
        }
    }

    private final Shell shell;
    private final String image;
    private final String network;
    private final Path folder;
    private final AtomicReference<String> running = new AtomicReference<>("");
    private int number;

    Runner(Shell shell, String image, String network, Path folder) {
        this.shell = shell;
        this.image = image;
        this.network = network;
        this.folder = folder;
    }

    Result run(String action, Path workspace, String commit, Map<String, String> inputs) {
        String step = "%02d-%s".formatted(++number, action);
        Path temp = prepared(folder.resolve(step));
        Path log = temp.resolve("log.txt");
        String container = "greenlight-demo-" + ProcessHandle.current().pid() + "-" + step;
        running.set(container);
        List<String> printed = new ArrayList<>();
        long start = System.nanoTime();
        Ending ending = shell.run(
                workspace,
                Duration.ofMinutes(30),
                printed::add,
                arguments(action, workspace, commit, inputs, temp, container));
        double seconds = (System.nanoTime() - start) / 1e9;
        running.set("");
        try {
            Files.write(log, printed);
            int code = ending instanceof Ending.Exited exited ? exited.code() : -1;
            Map<String, String> outputs = outputs(Files.readString(temp.resolve("file_commands/output")));
            return new Result(action, code, seconds, outputs, log, temp.resolve("file_commands/summary"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the container that is running now, when there is one, as the runner cancels a step: what it has started it takes down first. */
    void stop() {
        String container = running.get();
        if (!container.isEmpty()) {
            shell.run(folder, Duration.ofSeconds(40), line -> {}, List.of("docker", "stop", "--time", "20", container));
            shell.run(folder, Duration.ofSeconds(20), line -> {}, List.of("docker", "rm", "-f", container));
        }
    }

    private List<String> arguments(
            String action, Path workspace, String commit, Map<String, String> inputs, Path temp, String container) {
        List<String> arguments = new ArrayList<>(List.of(
                "docker", "run", "--rm", "--name", container, "--network", network, "--workdir", "/github/workspace"));
        Map<String, String> variables = new LinkedHashMap<>();
        inputs.forEach((name, value) ->
                variables.put("INPUT_" + name.replace(' ', '_').toUpperCase(java.util.Locale.ROOT), value));
        variables.putAll(Map.ofEntries(
                Map.entry("HOME", "/github/home"),
                Map.entry("GITHUB_ACTIONS", "true"),
                Map.entry("CI", "true"),
                Map.entry("GITHUB_ACTION", action),
                Map.entry("GITHUB_ACTOR", "demo"),
                Map.entry("GITHUB_EVENT_NAME", "push"),
                Map.entry("GITHUB_JOB", "production"),
                Map.entry("GITHUB_REF", "refs/heads/main"),
                Map.entry("GITHUB_REF_NAME", "main"),
                Map.entry("GITHUB_REPOSITORY", "dreamcatchr/dreamcatchr"),
                Map.entry("GITHUB_RUN_ATTEMPT", "1"),
                Map.entry(
                        "GITHUB_RUN_ID", String.valueOf(ProcessHandle.current().pid())),
                Map.entry("GITHUB_RUN_NUMBER", String.valueOf(number)),
                Map.entry("GITHUB_SERVER_URL", "https://github.com"),
                Map.entry("GITHUB_SHA", commit),
                Map.entry("GITHUB_WORKFLOW", "production"),
                Map.entry("GITHUB_WORKSPACE", "/github/workspace"),
                Map.entry("GITHUB_OUTPUT", "/github/file_commands/output"),
                Map.entry("GITHUB_STATE", "/github/file_commands/state"),
                Map.entry("GITHUB_ENV", "/github/file_commands/env"),
                Map.entry("GITHUB_PATH", "/github/file_commands/path"),
                Map.entry("GITHUB_STEP_SUMMARY", "/github/file_commands/summary"),
                Map.entry("RUNNER_OS", "Linux"),
                Map.entry("RUNNER_ARCH", "X64"),
                Map.entry("RUNNER_NAME", "demo"),
                Map.entry("RUNNER_TEMP", "/github/runner_temp"),
                Map.entry("RUNNER_WORKSPACE", String.valueOf(workspace.getParent()))));
        // Values go through a file: a credential on a command line would be visible to every process of the machine.
        Path environment = write(temp.resolve("environment"), variables);
        arguments.addAll(List.of("--env-file", environment.toString()));
        for (String mount : List.of(
                "/var/run/docker.sock:/var/run/docker.sock",
                temp.resolve("temp") + ":/github/runner_temp",
                temp.resolve("home") + ":/github/home",
                temp.resolve("workflow") + ":/github/workflow",
                temp.resolve("file_commands") + ":/github/file_commands",
                workspace + ":/github/workspace")) {
            arguments.addAll(List.of("-v", mount));
        }
        arguments.addAll(List.of(image, action));
        return arguments;
    }

    private static Path write(Path file, Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (value.contains("\n")) {
                throw new DemoFailed("an environment file holds one line a value, " + name + " has more");
            }
        });
        try {
            Files.write(
                    file,
                    variables.entrySet().stream()
                            .map(v -> v.getKey() + "=" + v.getValue())
                            .toList());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path prepared(Path folder) {
        try {
            for (String name : List.of("temp", "home", "workflow", "file_commands")) {
                Files.createDirectories(folder.resolve(name));
            }
            for (String name : List.of("output", "state", "env", "path", "summary")) {
                Files.createFile(folder.resolve("file_commands").resolve(name));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code NAME=value} and {@code NAME<<DELIMITER} as the runner does. */
    static Map<String, String> outputs(String text) {
        Map<String, String> outputs = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int equals = line.indexOf('=');
            int heredoc = line.indexOf("<<");
            if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
                String delimiter = line.substring(heredoc + 2);
                List<String> value = new ArrayList<>();
                while (++i < lines.size() && !lines.get(i).equals(delimiter)) {
                    value.add(lines.get(i));
                }
                outputs.put(line.substring(0, heredoc), String.join("\n", value));
            } else if (equals > 0) {
                outputs.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return outputs;
    }
}
