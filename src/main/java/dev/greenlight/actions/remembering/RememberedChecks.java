package dev.greenlight.actions.remembering;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ExpectedTimes;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.memory.Dependences;
import dev.greenlight.checks.memory.Remembered;
import dev.greenlight.checks.memory.Remembering;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import dev.greenlight.runner.results.ResultsAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks with the memory of this user or job. */
public final class RememberedChecks {
    private final Map<String, String> environment;
    private final Optional<ResultsAccess> results;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param environment this process's
     * @param results where a job keeps its caches; empty outside of a job
     */
    public RememberedChecks(
            Map<String, String> environment, Optional<ResultsAccess> results, Clock clock, Progress progress) {
        this.environment = Map.copyOf(environment);
        this.results = results;
        this.clock = clock;
        this.progress = progress;
    }

    /** Runs what is not remembered; all of it where there is no memory. */
    public Remembered run(List<PlannedCheck> plan, Checkout checkout, Remembering.Execution execution) {
        Optional<String> product = Product.identity();
        Optional<MemoryPlace> place = product.flatMap(known -> reachable());
        if (place.isEmpty()) {
            return forgetful(plan, execution);
        }
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        try {
            Remembered remembered = new Remembering(place.get().memory(), clock)
                    .run(plan, () -> Dependences.observe(checkout, plan, path, product.orElseThrow()), execution);
            progress.say(remembered.summary());
            if (remembered.recalled().size() < plan.size()) {
                settle(place.get());
            }
            return remembered;
        } catch (IOException e) {
            progress.warn("Nothing is remembered: the repository cannot be read: " + e);
            return forgetful(plan, execution);
        }
    }

    /** Without any memory. */
    public static Remembered forgetful(List<PlannedCheck> plan, Remembering.Execution execution) {
        return new Remembered(execution.run(plan, ExpectedTimes.USUAL), List.of(), List.of());
    }

    private void settle(MemoryPlace place) {
        try {
            place.settle();
        } catch (ExternalFailure | UncheckedIOException e) {
            progress.warn("Nothing is remembered for the next run: " + e.getMessage());
        }
    }

    private Optional<MemoryPlace> reachable() {
        try {
            return place();
        } catch (ExternalFailure | UncheckedIOException e) {
            progress.warn("Nothing is remembered from earlier runs: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<MemoryPlace> place() {
        return results.<MemoryPlace>map(access -> JobMemory.open(access, environment, clock, progress))
                .or(() -> MemoryPlace.ofUser(environment, clock));
    }
}
