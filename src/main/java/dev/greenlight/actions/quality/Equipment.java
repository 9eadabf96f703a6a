package dev.greenlight.actions.quality;

import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.process.Commands;
import dev.greenlight.report.Progress;
import java.time.Clock;
import java.util.Map;

/**
 * What checks are run with.
 *
 * @param sandbox where tools run
 * @param commands runs them
 * @param progress is told how it goes
 * @param clock the time
 * @param environment this process's whole environment
 */
public record Equipment(
        Sandbox sandbox, Commands commands, Progress progress, Clock clock, Map<String, String> environment) {
    public Equipment {
        environment = Map.copyOf(environment);
    }
}
