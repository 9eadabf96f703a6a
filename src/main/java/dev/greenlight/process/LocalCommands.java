package dev.greenlight.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs commands as children of this process. */
public final class LocalCommands implements Commands {
    /** By how much the background gives way: nearly all it can, and still runs on where others are busy for long. */
    private static final String NICENESS = "15";

    private static final Optional<String> NICE = Stream.of("/usr/bin/nice", "/bin/nice")
            .filter(file -> Files.isExecutable(Path.of(file)))
            .findFirst();

    private final int most;

    /** Keeps as much as every caller may count on. */
    public LocalCommands() {
        this(MOST_CHARACTERS);
    }

    /** @param most characters of each stream are kept; not negative */
    public LocalCommands(int most) {
        this.most = most;
    }

    @Override
    public Ending run(Command command, Consumer<String> lines) {
        ProcessBuilder builder = new ProcessBuilder(arguments(command))
                .directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        ProcessTree tree = new ProcessTree();
        tree.mark(builder.environment());
        long start = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ending.NotStarted(String.valueOf(e.getMessage()));
        }
        Object turn = new Object();
        Printed output = new Printed(most, lines, turn);
        Printed errors = new Printed(most, lines, turn);
        Thread out = output.follow(process.getInputStream());
        Thread err = errors.follow(process.getErrorStream());
        feed(process.getOutputStream(), command.input());
        boolean ended = await(process, command.timeLimit());
        if (!ended) {
            tree.kill(process);
        }
        output.await(out);
        errors.await(err);
        synchronized (turn) {
            return ended
                    ? new Ending.Exited(
                            process.exitValue(),
                            output.kept(),
                            errors.kept(),
                            Duration.ofNanos(System.nanoTime() - start),
                            output.whole() && errors.whole())
                    : new Ending.TimedOut(command.timeLimit(), output.kept(), errors.kept());
        }
    }

    /** The program is looked for where the command says: Java itself would look where this process was told to. */
    private static List<String> arguments(Command command) {
        List<String> arguments = new ArrayList<>(command.arguments());
        String program = arguments.getFirst();
        if (!program.contains("/")) {
            Stream.of(command.environment().getOrDefault("PATH", "").split(":", -1))
                    .filter(folder -> folder.startsWith("/"))
                    .map(folder -> Path.of(folder, program))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .findFirst()
                    .ifPresent(file -> arguments.set(0, file.toString()));
        }
        // A program that is not there is told by its own name, and so is not handed on.
        if (command.background() && NICE.isPresent() && Files.isExecutable(Path.of(arguments.getFirst()))) {
            arguments.addAll(0, List.of(NICE.get(), "-n", NICENESS));
        }
        return arguments;
    }

    private static boolean await(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void feed(OutputStream stream, String input) {
        Thread.ofVirtual().start(() -> {
            try (stream) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A child may end without reading its input.
            }
        });
    }
}
