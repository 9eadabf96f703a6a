package dev.greenlight.actions;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Greenlight as a command in a process of its own. */
record OwnProcess(Process process, Path output) {
    private static final String CLASSES = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));

    /** @param code the exit code @param output all that was said */
    record Ended(int code, String output) {}

    /**
     * Starts it.
     *
     * @param options of the virtual machine
     * @param environment beside what this process has, without what belongs to GitHub or Google
     */
    static OwnProcess start(Path folder, List<String> options, Map<String, String> environment, List<String> line)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", CLASSES, "dev.greenlight.Main"));
        command.addAll(line);
        Path output = Files.createTempFile("greenlight", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GITHUB_") || name.startsWith("GOOGLE_"));
        builder.environment().putAll(environment);
        return new OwnProcess(builder.start(), output);
    }

    /** Waits a minute and a half. */
    Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("it did not end: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
