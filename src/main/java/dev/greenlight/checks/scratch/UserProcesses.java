package dev.greenlight.checks.scratch;

import dev.greenlight.process.RunningProcesses;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The processes of some users. A tool may leave one that is nobody's child and has none of its variables, and a container's root may not read the
 * variables of another user's process; whose it is, it cannot hide.
 */
final class UserProcesses {
    /** A process may start another one in the moment in which it is killed, and one that has much memory takes a while to give it back. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Pattern ENDED = Pattern.compile("(?m)^State:\\s+[ZX]");
    /** When its first thread alone has ended, the others run on. */
    private static final Pattern SEVERAL = Pattern.compile("(?m)^Threads:\\s+([2-9]|[1-9][0-9]+)$");

    private final Pattern owner;

    UserProcesses(List<Sandbox.Identity> users) {
        this.owner = Pattern.compile(users.stream()
                .map(user -> Integer.toString(user.user()))
                .collect(Collectors.joining("|", "(?m)^Uid:\\s+(", ")\\s")));
    }

    /** Kills all of them. @throws ExternalFailure when there are still some after a while */
    void end() throws IOException {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            for (List<ProcessHandle> all = all(); !all.isEmpty(); all = all()) {
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new ExternalFailure(
                            "end the processes that tools left running",
                            "they are still there after %d s: %s".formatted(LONGEST.toSeconds(), all),
                            "Run it on a fresh runner; folders with the checkout's token stay closed to other users on this one.");
                }
                all.forEach(ProcessHandle::destroyForcibly);
                interrupted |= pause();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<ProcessHandle> all() throws IOException {
        return RunningProcesses.matching(this::isAlive);
    }

    private boolean isAlive(Path process) {
        try {
            String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
            return owner.matcher(status).find()
                    && (!ENDED.matcher(status).find() || SEVERAL.matcher(status).find());
        } catch (IOException e) {
            // It ended meanwhile.
            return false;
        }
    }

    /** Also when the run was cancelled: then what it started ends first. @return whether it was */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
