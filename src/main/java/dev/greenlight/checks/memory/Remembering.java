package dev.greenlight.checks.memory;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.ExpectedTimes;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.tools.ToolRun;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Answers checks from memory where nothing that they depend on has changed, has the others run, and remembers what these come to. */
public final class Remembering {
    /** New advisories appear every day, and nothing in a repository tells of them. */
    private static final Duration AUDITS_LAST = Duration.ofHours(1);

    private final Memory memory;
    private final Clock clock;

    /** Looks at everything that checks depend on, as it is now. */
    public interface Observation {
        /** @param before an earlier look; empty for the first */
        Dependences now(Optional<Dependences> before) throws IOException;
    }

    /** Runs checks. */
    public interface Execution {
        /** @return a result for each, in their order */
        List<CheckResult> run(List<PlannedCheck> plan, ExpectedTimes times);
    }

    public Remembering(Memory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Comes to a result for each planned check.
     *
     * @throws IOException when the repository cannot be read
     */
    public Remembered run(List<PlannedCheck> plan, Observation observation, Execution execution) throws IOException {
        Dependences before = observation.now(Optional.empty());
        Map<PlannedCheck, CheckResult> results = new HashMap<>();
        List<String> recalled = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<PlannedCheck> open = new ArrayList<>();
        for (PlannedCheck check : plan) {
            Optional<Recollection> found = recall(check, before.of(check), notes);
            if (found.isPresent()) {
                results.put(
                        check,
                        new CheckResult(check.tool(), check.where(), found.get().run(), Duration.ZERO));
                recalled.add(inWords(check, found.get()));
            } else {
                open.add(check);
            }
        }
        List<CheckResult> fresh = execution.run(open, this::expected);
        for (int i = 0; i < open.size(); i++) {
            results.put(open.get(i), fresh.get(i));
        }
        if (!open.isEmpty()) {
            remember(open, fresh, before, observation, notes);
        }
        return new Remembered(
                plan.stream()
                        .map(check -> Objects.requireNonNull(results.get(check)))
                        .toList(),
                recalled,
                notes);
    }

    private Optional<Recollection> recall(PlannedCheck check, Dependence dependence, List<String> notes) {
        if (!(dependence instanceof Dependence.Known known)) {
            return Optional.empty();
        }
        Optional<String> text = memory.find(known.key());
        Optional<Recollection> found = text.flatMap(kept -> RecollectionParser.parse(known.key(), kept));
        if (text.isPresent() && found.isEmpty()) {
            notes.add(name(check) + " ran although it was remembered: the entry is damaged, or is not what it says.");
        }
        Instant now = clock.instant();
        return found.filter(entry -> known.lasting()
                || !entry.at().isAfter(now) && entry.at().plus(AUDITS_LAST).isAfter(now));
    }

    /** What changed while the tools ran may have been seen by them or not: of that, nothing is remembered. */
    private void remember(
            List<PlannedCheck> plan,
            List<CheckResult> results,
            Dependences before,
            Observation observation,
            List<String> notes) {
        Dependences after;
        try {
            after = observation.now(Optional.of(before));
        } catch (IOException e) {
            // What came of the run stands all the same.
            notes.add("Nothing is remembered of this run: the repository cannot be read any more: " + e + ".");
            return;
        }
        for (int i = 0; i < plan.size(); i++) {
            PlannedCheck check = plan.get(i);
            CheckResult result = results.get(i);
            boolean conclusive = result.run() instanceof ToolRun.Clean || result.run() instanceof ToolRun.Found;
            if (!conclusive) {
                continue;
            }
            memory.keep(time(check), String.valueOf(result.took().toMillis()));
            Dependence seen = before.of(check);
            switch (after.of(check)) {
                case Dependence.Unknown unknown ->
                    notes.add(name(check) + " is never remembered: " + unknown.why() + ".");
                case Dependence.Known known
                when seen.equals(known) -> {
                    Recollection recollection = new Recollection(result.run(), result.took(), clock.instant());
                    memory.keep(known.key(), RecollectionParser.write(known.key(), recollection));
                }
                case Dependence.Known _ ->
                    notes.add(name(check) + " is not remembered: something changed while it ran.");
            }
        }
    }

    private static String name(PlannedCheck check) {
        return check.tool() + " on " + check.where();
    }

    /** What it took the last time, whatever it looked at; else what is usual. */
    private Duration expected(PlannedCheck check) {
        return memory.find(time(check))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)))
                .orElseGet(() -> ExpectedTimes.USUAL.of(check));
    }

    private static Fingerprint time(PlannedCheck check) {
        return Fingerprint.of(List.of("time", check.tool(), check.where()));
    }

    private String inWords(PlannedCheck check, Recollection found) {
        Duration ago = Duration.between(found.at(), clock.instant());
        String when = ago.toHours() > 0 ? ago.toHours() + " h" : ago.toMinutes() + " min";
        return String.format(
                Locale.ROOT,
                "%s on %s, which ran %s ago and took %.1f s",
                check.tool(),
                check.where(),
                when,
                found.took().toMillis() / 1000.0);
    }
}
