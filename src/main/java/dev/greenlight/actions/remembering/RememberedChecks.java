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
import java.util.function.Supplier;

/** The checks of one run, on one tree after another, with the memory of this user or job. What became of them is kept at the run's end. */
public final class RememberedChecks {
    private final Map<String, String> environment;
    private final Supplier<Optional<ResultsAccess>> results;
    private final Clock clock;
    private final Progress progress;
    private boolean asked;
    private Optional<MemoryPlace> place = Optional.empty();
    private boolean ran;

    /**
     * @param environment this process's
     * @param results where a job keeps its caches; empty outside of a job. A failure costs time and never the verdict
     */
    public RememberedChecks(
            Map<String, String> environment,
            Supplier<Optional<ResultsAccess>> results,
            Clock clock,
            Progress progress) {
        this.environment = Map.copyOf(environment);
        this.results = results;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Runs what is not remembered; all of it where there is no memory.
     *
     * @param where on which tree, to be said after how many there are; empty for the workspace
     */
    public Remembered run(List<PlannedCheck> plan, Checkout checkout, String where, Remembering.Execution execution) {
        Optional<String> product = Product.identity();
        Optional<MemoryPlace> there = reachable().filter(known -> product.isPresent());
        if (there.isEmpty()) {
            return forgetful(plan, execution);
        }
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        try {
            Remembered remembered = new Remembering(there.get().memory(), clock)
                    .run(
                            plan,
                            before -> Dependences.observe(checkout, plan, path, product.orElseThrow(), before),
                            execution);
            progress.say(remembered.summary() + where);
            ran |= remembered.recalled().size() < plan.size();
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

    /** Keeps what is remembered for the next run, and lets go of what none of these checks asked for. To be called once, when all have ended. */
    public void settle() {
        try {
            if (ran) {
                place.ifPresent(MemoryPlace::settle);
            }
        } catch (ExternalFailure | UncheckedIOException e) {
            progress.warn("Nothing is remembered for the next run: " + e.getMessage());
        }
    }

    private Optional<MemoryPlace> reachable() {
        if (!asked) {
            asked = true;
            try {
                place = results.get()
                        .<MemoryPlace>map(access -> JobMemory.open(access, environment, clock, progress))
                        .or(() -> MemoryPlace.ofUser(environment, clock));
            } catch (ExternalFailure | UncheckedIOException e) {
                progress.warn("Nothing is remembered from earlier runs: " + e.getMessage());
            }
        }
        return place;
    }
}
