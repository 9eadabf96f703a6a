package dev.greenlight.actions.staging;

import dev.greenlight.checks.scratch.CheckoutShield;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Teardown;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.trials.TestRun;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs tests as a child of this process, in the project's folder and with a home of their own. */
final class Beside {
    /** A cancelled job has some ten seconds; killing a tree takes less than one. */
    private static final long PATIENCE = 5;

    private final Checkout checkout;
    private final Commands commands;
    private final Sandbox sandbox;

    Beside(Checkout checkout, Commands commands, Map<String, String> surrounding) {
        this.checkout = checkout;
        this.commands = commands;
        this.sandbox = Sandbox.find(surrounding);
    }

    TestRun run(StagingTests tests, Map<String, String> variables, Consumer<String> lines) {
        try {
            Path home = Files.createTempDirectory("greenlight-staging-");
            try (CheckoutShield _ = CheckoutShield.over(checkout.workspace(), sandbox)) {
                sandbox.own(home);
                Command command = sandbox.outgoing(home, checkout.folder(), tests.command(), tests.within())
                        .withEnvironment(variables);
                return ended(stoppable(command, lines));
            } finally {
                remove(home);
            }
        } catch (IOException e) {
            throw new ExternalFailure(
                    "prepare a home for the project's own tests",
                    String.valueOf(e.getMessage()),
                    "look at the rights and the free space of the temporary folder and of the checkout",
                    e);
        }
    }

    /** Told to stop, this process takes its child with it: a killed parent would leave it alone. */
    private Ending stoppable(Command command, Consumer<String> lines) {
        Thread runner = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        try (Teardown _ = Teardown.of(() -> stop(runner, over))) {
            try {
                return commands.run(command, lines);
            } finally {
                over.countDown();
            }
        }
    }

    private static void stop(Thread runner, CountDownLatch over) {
        if (over.getCount() == 0) {
            return;
        }
        runner.interrupt();
        try {
            boolean dead = over.await(PATIENCE, TimeUnit.SECONDS);
            if (!dead) {
                runner.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TestRun ended(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited when exited.succeeded() -> new TestRun.Passed(exited.took());
            case Ending.Exited exited
            when neverBegan(exited) -> new TestRun.NotStarted(firstLine(exited).substring("setpriv: ".length()));
            case Ending.Exited exited -> new TestRun.Failed(exited.code(), exited.took());
            case Ending.TimedOut late -> new TestRun.TimedOut(late.limit());
            case Ending.NotStarted absent -> new TestRun.NotStarted(absent.reason());
        };
    }

    /** What changes the user starts well even when the program is missing, and says so itself. */
    private boolean neverBegan(Ending.Exited exited) {
        return sandbox.separate()
                && (exited.code() == 126 || exited.code() == 127)
                && firstLine(exited).startsWith("setpriv: ");
    }

    private static String firstLine(Ending.Exited exited) {
        return exited.errors().lines().findFirst().orElse("");
    }

    private static void remove(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // It is the temporary folder of a runner that is thrown away; the tests' verdict does not depend on it.
        }
    }
}
