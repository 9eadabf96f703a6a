package dev.greenlight.actions;

import dev.greenlight.process.Commands;
import dev.greenlight.report.Progress;
import dev.greenlight.runner.RunnerContext;
import dev.greenlight.runner.results.ResultsAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a door finds around it, whether on a runner or a laptop.
 *
 * @param workspace the checked-out repository as this process sees it; absolute
 * @param host finds the same folder as the Docker engine's host sees it; asked only by doors that mount folders into sibling containers,
 *     since asking the engine takes time
 * @param environment this process's whole environment
 * @param commands runs commands
 * @param progress tells a person how it goes
 * @param clock the time
 */
record Surroundings(
        Path workspace,
        Supplier<Path> host,
        Map<String, String> environment,
        Commands commands,
        Progress progress,
        Clock clock) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Surroundings in which both see the workspace, or are known to see it, by these paths. */
    Surroundings(
            Path workspace,
            Path hostWorkspace,
            Map<String, String> environment,
            Commands commands,
            Progress progress,
            Clock clock) {
        this(workspace, () -> hostWorkspace, environment, commands, progress, clock);
    }

    /** The same by another clock. */
    Surroundings at(Clock other) {
        return new Surroundings(workspace, host, environment, commands, progress, other);
    }

    /** The workspace as the Docker engine's host sees it, for bind mounts of sibling containers; equals {@code workspace} outside a container. */
    Path hostWorkspace() {
        return host.get();
    }

    /** The commit being worked on: {@code GITHUB_SHA}, or empty when unknown. */
    String commit() {
        return environment.getOrDefault("GITHUB_SHA", "");
    }

    /** Where the job keeps artifacts and caches; empty outside of a job. */
    Optional<ResultsAccess> results() {
        return ResultsAccess.from(new RunnerContext(environment));
    }

    /** Where reports are left for later steps and for artifacts. */
    Path reports() {
        return workspace.resolve("greenlight-reports");
    }
}
