package dev.greenlight.checks;

import dev.greenlight.checks.scratch.CheckoutShield;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Commands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs planned checks on a scratch copy, as many side by side as there are cores. */
public final class ChecksExecutor {
    private final Checkout checkout;
    private final Sandbox sandbox;
    private final Commands commands;
    private final Progress progress;
    private final Clock clock;

    public ChecksExecutor(Checkout checkout, Sandbox sandbox, Commands commands, Progress progress, Clock clock) {
        this.checkout = checkout;
        this.sandbox = sandbox;
        this.commands = commands;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Runs every check to some end; none is left out of the answer, which has the plan's order.
     *
     * @param limits a tool that could not begin before they were over is not started, and its result says so
     * @param times which of them take long
     */
    public List<CheckResult> run(List<PlannedCheck> plan, TimeLimits limits, ExpectedTimes times) {
        return run(plan, limits, times, sandbox, copy -> {});
    }

    /** Looks at the copy of the repository after the tools have worked on it. */
    public interface Aftermath {
        void see(Path copy) throws IOException;
    }

    /** The same for tools that are all to change the one copy, and shows what they have made of it before it is removed. */
    public List<CheckResult> run(List<PlannedCheck> plan, TimeLimits limits, ExpectedTimes times, Aftermath aftermath) {
        return run(plan, limits, times, sandbox.together(), aftermath);
    }

    private List<CheckResult> run(
            List<PlannedCheck> plan, TimeLimits limits, ExpectedTimes times, Sandbox sandbox, Aftermath aftermath) {
        if (plan.isEmpty()) {
            return List.of();
        }
        try (ScratchCopy copy = ScratchCopy.of(checkout.workspace(), sandbox);
                CheckoutShield _ = CheckoutShield.over(checkout.workspace(), sandbox);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            progress.say("Running " + plan.size() + (plan.size() == 1 ? " check" : " checks"));
            Round.Preparation preparation = new Round.Preparation(sandbox, commands, progress, clock, threads);
            List<CheckResult> results =
                    sideBySide(plan, Round.prepare(plan, checkout, copy, limits, preparation), times, sandbox);
            sandbox.endAll();
            aftermath.see(copy.repository());
            return results;
        } catch (IOException e) {
            throw uncopied(real(checkout.workspace()), e);
        }
    }

    /** What is told when the copy could not be made. @param from what was to be copied; real path */
    static ExternalFailure uncopied(Path from, IOException e) {
        boolean unreadable = e instanceof AccessDeniedException denied
                && denied.getFile() != null
                && Path.of(denied.getFile()).startsWith(from);
        return new ExternalFailure(
                "copy the repository for its checks",
                unreadable ? "this process may not read " + e.getMessage() : "the disk did not allow it: " + e,
                unreadable
                        ? "Let the job's user read it, or move it out of the repository."
                        : "Make room in the folder for temporary files.",
                e);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private List<CheckResult> sideBySide(List<PlannedCheck> plan, Round round, ExpectedTimes times, Sandbox sandbox) {
        ToolRunner runner = new ToolRunner(round, sandbox, commands, times.urgent(plan));
        Map<PlannedCheck, CheckResult> results = new ConcurrentHashMap<>();
        List<Lanes.Task> tasks = new ArrayList<>();
        for (PlannedCheck check : plan) {
            CompletableFuture<Optional<String>> ready = round.ready(check);
            tasks.add(new Lanes.Task(times.of(check), ready, () -> {
                results.put(check, result(check, runner, ready.join()));
                return null;
            }));
        }
        try {
            Lanes.run(tasks, Runtime.getRuntime().availableProcessors());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure("run the checks", "the run was cancelled", "Run the action again.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ExternalFailure failure ? failure : new IllegalStateException(e.getCause());
        }
        return plan.stream()
                .map(check -> java.util.Objects.requireNonNull(results.get(check)))
                .toList();
    }

    private CheckResult result(PlannedCheck check, ToolRunner runner, Optional<String> lacking) {
        long start = System.nanoTime();
        ToolRun run = lacking.isPresent() ? new ToolRun.Skipped(lacking.get()) : runner.run(check);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        progress.say("%s on %s: %s, %.1f s"
                .formatted(check.tool(), check.where(), ChecksReport.inWords(run), took.toMillis() / 1000.0));
        return new CheckResult(check.tool(), check.where(), run, took);
    }
}
