package dev.greenlight.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
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
        Printed output = new Printed(most, lines);
        Printed errors = new Printed(most, lines);
        Thread out = follow(process.getInputStream(), output, turn);
        Thread err = follow(process.getErrorStream(), errors, turn);
        Thread in = feed(process.getOutputStream(), command.input());
        boolean ended = await(process, command.timeLimit());
        if (!ended) {
            tree.kill(process);
        }
        drain(out, output, turn);
        drain(err, errors, turn);
        drain(in, errors, turn);
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

    private static Thread follow(InputStream stream, Printed printed, Object turn) {
        return Thread.ofVirtual().start(() -> {
            boolean ended = false;
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                char[] characters = new char[8192];
                for (int read = reader.read(characters); read >= 0; read = reader.read(characters)) {
                    synchronized (turn) {
                        printed.take(characters, read);
                    }
                }
                synchronized (turn) {
                    printed.end();
                }
                ended = true;
            } catch (IOException | OutOfMemoryError e) {
                // The stream breaks when the child is killed; what was read until then stands, and is not all.
            } finally {
                if (!ended) {
                    synchronized (turn) {
                        printed.lost();
                    }
                }
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

    /** A grandchild may hold the pipe open after the child has ended: as long as something comes, it is what was still in it. */
    private static void drain(Thread reading, Printed printed, Object turn) {
        try {
            long before = -1;
            for (long now = 0; now != before && !reading.join(Duration.ofSeconds(2)); ) {
                before = now;
                synchronized (turn) {
                    now = printed.taken();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
