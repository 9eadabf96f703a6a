package dev.greenlight.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command's process and everything that it started. A process whose parent has ended belongs to nobody that Java can name; on Linux it
 * is found by a variable that children inherit.
 */
final class ProcessTree {
    private static final String VARIABLE = "GREENLIGHT_COMMAND";
    /** A process may start another one in the moment in which it is killed. */
    private static final int ROUNDS = 10;

    private final String mark = UUID.randomUUID().toString();

    /** Adds the variable to the environment of a process that is to be started. */
    void mark(Map<String, String> environment) {
        environment.put(VARIABLE, mark);
    }

    /** Kills all of it, without asking. */
    void kill(Process root) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> all = Stream.concat(
                            Stream.concat(root.descendants(), Stream.of(root.toHandle())), marked())
                    .filter(ProcessHandle::isAlive)
                    .toList();
            if (all.isEmpty()) {
                return;
            }
            all.forEach(ProcessHandle::destroyForcibly);
            await(root);
        }
    }

    private static void await(Process root) {
        try {
            root.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<ProcessHandle> marked() {
        try {
            return RunningProcesses.matching(this::isMarked).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private boolean isMarked(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(VARIABLE + "=" + mark + "\0");
        } catch (IOException e) {
            // It ended meanwhile, or belongs to somebody else.
            return false;
        }
    }
}
