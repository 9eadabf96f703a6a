package dev.greenlight.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs commands as children of this process. */
public final class LocalCommands implements Commands {
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

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
        StringBuilder output = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        Thread out = follow(process.getInputStream(), output, lines, turn);
        Thread err = follow(process.getErrorStream(), errors, lines, turn);
        Thread in = feed(process.getOutputStream(), command.input());
        boolean ended = await(process, command.timeLimit());
        if (!ended) {
            tree.kill(process);
        }
        join(out, err, in);
        synchronized (turn) {
            return ended
                    ? new Ending.Exited(
                            process.exitValue(),
                            output.toString(),
                            errors.toString(),
                            Duration.ofNanos(System.nanoTime() - start))
                    : new Ending.TimedOut(command.timeLimit(), output.toString(), errors.toString());
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

    private static Thread follow(InputStream stream, StringBuilder kept, Consumer<String> lines, Object turn) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    synchronized (turn) {
                        if (kept.length() < MOST_CHARACTERS) {
                            kept.append(line).append('\n');
                        }
                        lines.accept(line);
                    }
                }
            } catch (IOException e) {
                // The stream breaks when the child is killed; what was read until then stands.
            }
        });
    }

    private static Thread feed(OutputStream stream, String input) {
        return Thread.ofVirtual().start(() -> {
            try (stream) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A child may end without reading its input.
            }
        });
    }

    /** A grandchild may hold the pipe open after the child has ended; two seconds is enough for what is still in it. */
    private static void join(Thread... threads) {
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
