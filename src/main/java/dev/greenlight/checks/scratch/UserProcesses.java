package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes of one user. A tool may leave one that is nobody's child and has none of its variables, and a container's root may not read the
 * variables of another user's process; whose it is, it cannot hide.
 */
final class UserProcesses {
    private static final Path PROCESSES = Path.of("/proc");
    /** A process may start another one in the moment in which it is killed. */
    private static final int ROUNDS = 100;

    private static final int PAUSE = 10;
    private static final Pattern ENDED = Pattern.compile("(?m)^State:\\s+[ZX]");

    private final Pattern owner;

    UserProcesses(int user) {
        this.owner = Pattern.compile("(?m)^Uid:\\s+" + user + "\\s");
    }

    /** Kills all of them. @throws IOException when there are still some after many attempts */
    void end() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> all = all();
            if (all.isEmpty()) {
                return;
            }
            all.forEach(ProcessHandle::destroyForcibly);
            pause();
        }
        throw new IOException("processes that a tool left behind cannot be ended: " + all());
    }

    private List<ProcessHandle> all() throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isAlive)
                    .map(process -> ProcessHandle.of(
                            Long.parseLong(process.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isAlive(Path process) {
        try {
            String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
            return owner.matcher(status).find() && !ENDED.matcher(status).find();
        } catch (IOException e) {
            // It ended meanwhile.
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
