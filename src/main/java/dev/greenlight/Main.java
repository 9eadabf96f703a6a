package dev.greenlight;

import dev.greenlight.actions.Program;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where every command starts: the one place, beside the runner's room, that touches the process. */
public final class Main {
    /** The runner kills ten seconds after it has cancelled a step; a person waits longer, and can kill. */
    private static final long GRACE_SECONDS_IN_A_JOB = 7;

    private static final long GRACE_SECONDS = 60;

    private Main() {}

    public static void main(String[] arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        Map<String, String> environment = System.getenv();
        boolean inJob = environment.containsKey("GITHUB_ACTIONS");
        interruptOnSignal(Thread.currentThread(), ended, inJob ? GRACE_SECONDS_IN_A_JOB : GRACE_SECONDS);
        int code;
        try {
            code = Program.of(environment, Path.of("").toAbsolutePath(), utf8(), colour(environment))
                    .run(List.of(arguments));
        } finally {
            ended.countDown();
        }
        System.exit(code);
    }

    /** A signal interrupts the work, which then stops its children and undoes what it must, before the process ends. */
    private static void interruptOnSignal(Thread work, CountDownLatch ended, long seconds) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (ended.getCount() == 0) {
                return;
            }
            work.interrupt();
            try {
                boolean inTime = ended.await(seconds, TimeUnit.SECONDS);
                if (!inTime) {
                    System.err.println("Stopped before the work had ended.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** In a container without a locale the standard stream would be ASCII. */
    private static PrintStream utf8() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    private static boolean colour(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb")
                || environment.containsKey("GITHUB_ACTIONS")) {
            return false;
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
