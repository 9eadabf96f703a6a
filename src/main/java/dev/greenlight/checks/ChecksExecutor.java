package dev.greenlight.checks;

import dev.greenlight.checks.scratch.CheckoutShield;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs planned checks on a scratch copy: services side by side, the tools of one service one after another. */
public final class ChecksExecutor {
    private final Path workspace;
    private final Path project;
    private final Sandbox sandbox;
    private final Commands commands;
    private final Progress progress;

    /**
     * @param workspace the repository, which reported paths are relative to
     * @param project the folder of {@code greenlight.yml}, in the workspace
     */
    public ChecksExecutor(Path workspace, Path project, Sandbox sandbox, Commands commands, Progress progress) {
        this.workspace = workspace;
        this.project = project;
        this.sandbox = sandbox;
        this.commands = commands;
        this.progress = progress;
    }

    /**
     * Runs every check to some end; none is left out of the answer.
     *
     * @param limit for all of them together
     */
    public List<CheckResult> run(List<PlannedCheck> plan, Duration limit) {
        if (plan.isEmpty()) {
            return List.of();
        }
        Deadline deadline = Deadline.in(limit);
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                CheckoutShield _ = CheckoutShield.over(workspace, sandbox)) {
            progress.say("Running " + plan.size() + (plan.size() == 1 ? " check" : " checks"));
            return sideBySide(plan, new Round(copy, deadline));
        } catch (IOException e) {
            throw new ExternalFailure(
                    "copy the project for its checks",
                    "the disk did not allow it: " + e,
                    "Make room in the folder for temporary files.",
                    e);
        }
    }

    /** What all checks of one run share. */
    private record Round(ScratchCopy copy, Deadline deadline) {
        Duration left() {
            return deadline.left();
        }
    }

    private List<CheckResult> sideBySide(List<PlannedCheck> plan, Round round) {
        Map<String, List<PlannedCheck>> byService = new LinkedHashMap<>();
        plan.forEach(check -> byService
                .computeIfAbsent(check.service(), service -> new ArrayList<>())
                .add(check));
        List<CheckResult> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<CheckResult>>> running = byService.values().stream()
                    .map(checks -> threads.submit(() -> ofService(checks, round)))
                    .toList();
            for (Future<List<CheckResult>> future : running) {
                results.addAll(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure("run the checks", "the run was cancelled", "Run the action again.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return List.copyOf(results);
    }

    private List<CheckResult> ofService(List<PlannedCheck> checks, Round round) throws IOException {
        NodeModules packages = new NodeModules(project, round.copy(), sandbox, commands, progress);
        Optional<String> lacking = Optional.empty();
        if (checks.stream().anyMatch(check -> check.check().fromNodeModules())) {
            lacking = packages.provide(checks.getFirst().facts(), round.left());
        }
        List<CheckResult> results = new ArrayList<>();
        for (PlannedCheck check : checks) {
            long start = System.nanoTime();
            ToolRun run = lacking.isPresent() && check.check().fromNodeModules()
                    ? new ToolRun.Skipped(lacking.get())
                    : run(check, packages, round);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            results.add(new CheckResult(check.tool(), check.service(), run, took));
            progress.say("%s on %s: %s, %.1f s"
                    .formatted(check.tool(), check.service(), ChecksReport.inWords(run), took.toMillis() / 1000.0));
        }
        return results;
    }

    private ToolRun run(PlannedCheck planned, NodeModules packages, Round round) {
        List<String> arguments = new ArrayList<>();
        if (planned.check().fromNodeModules()) {
            Optional<Path> program = packages.tool(planned.facts(), planned.tool());
            if (program.isEmpty()) {
                return new ToolRun.Missing("it is not among the packages of " + planned.service());
            }
            arguments.add(program.get().toString());
        } else {
            arguments.add(planned.tool());
        }
        arguments.addAll(planned.check().arguments(planned.facts()));
        Path folder =
                round.copy().project().resolve(planned.facts().service().path()).normalize();
        String prefix = workspace
                .relativize(project.resolve(planned.facts().service().path()))
                .normalize()
                .toString();
        Ending ending = commands.run(sandbox.command(round.copy(), folder, arguments, round.left()));
        return switch (ending) {
            case Ending.NotStarted absent -> new ToolRun.Missing(absent.reason());
            case Ending.TimedOut late -> new ToolRun.TimedOut(round.deadline().limit());
            // What a shell, env and setpriv answer when there is no such program.
            case Ending.Exited exited
            when exited.code() == 127 -> new ToolRun.Missing(exited.errors().strip());
            case Ending.Exited exited -> planned.check().read(exited, new ReportedPaths(folder, prefix));
        };
    }
}
