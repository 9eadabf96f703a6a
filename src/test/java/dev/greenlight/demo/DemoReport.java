package dev.greenlight.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demonstration measured, as JSON for machines and as a table for people. */
final class DemoReport {
    /**
     * One release.
     *
     * @param secondsToDecision from the start of the release to the gate's verdict
     * @param secondsToRestore from the verdict to the old revision proven to serve everything; 0 when nothing was restored
     */
    record Release(
            String version,
            String outcome,
            String revision,
            double secondsToDecision,
            double secondsToRestore,
            String why) {}

    record Rollback(String outcome, double seconds, String revision) {}

    record Action(String name, int exitCode, double seconds) {}

    /**
     * A figure and whether it is good enough.
     *
     * @param verdict {@code kept} or {@code not kept}
     */
    private record Limit(@JsonIgnore String what, double measured, String wanted, String verdict) {
        private static final String KEPT = "kept";

        static Limit of(String what, double measured, boolean kept, String wanted) {
            return new Limit(what, measured, wanted, kept ? KEPT : "not kept");
        }

        @JsonIgnore
        boolean isKept() {
            return verdict.equals(KEPT);
        }

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "  %s: %.1f, %s (%s)%n",
                    what,
                    measured,
                    isKept() ? verdict : verdict.toUpperCase(Locale.ROOT),
                    wanted);
        }
    }

    private static final double LEAST_RATE = 100;
    private static final double LONGEST_RESTORE = 3;

    private final List<Release> releases = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Rollback rollback = new Rollback("not run", 0, "");

    void add(Release release) {
        releases.add(release);
    }

    void add(Runner.Result result) {
        actions.add(new Action(result.name(), result.exitCode(), rounded(result.seconds())));
    }

    void set(Rollback measured) {
        rollback = measured;
    }

    List<Release> releases() {
        return List.copyOf(releases);
    }

    Rollback rollback() {
        return rollback;
    }

    void write(Path file, Tally tally, double rate, long logged) {
        Map<String, Object> load = new LinkedHashMap<>();
        load.put("requests", tally.requests());
        load.put("failed", tally.count(Tally.Answer.FAILED));
        load.put("canaryErrors", logged);
        load.put("requestsPerSecond", rounded(rate));
        Map<String, Object> kinds = new LinkedHashMap<>();
        tally.byKind().forEach((kind, answers) -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (Tally.Answer answer : Tally.Answer.values()) {
                counts.put(answer.name().toLowerCase(Locale.ROOT), answers.getOrDefault(answer, 0L));
            }
            kinds.put(kind, counts);
        });
        load.put("byKind", kinds);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("load", load);
        all.put("releases", releases);
        all.put("rollback", rollback);
        all.put("actions", actions);
        all.put("limits", limits(rate));
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String table(Tally tally, double rate, long logged) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%n  %-8s  %-12s  %-9s  %-9s  %s%n", "release", "outcome", "decided", "restored", "why"));
        for (Release release : releases) {
            table.append(String.format(
                    Locale.ROOT,
                    "  %-8s  %-12s  %6.1f s   %-9s  %s%n",
                    release.version(),
                    release.outcome(),
                    release.secondsToDecision(),
                    release.secondsToRestore() > 0
                            ? String.format(Locale.ROOT, "%6.1f s", release.secondsToRestore())
                            : "      –",
                    release.why()));
        }
        table.append(String.format(
                Locale.ROOT,
                "  %-8s  %-12s  %6.1f s   by hand, to %s%n",
                "rollback",
                rollback.outcome(),
                rollback.seconds(),
                rollback.revision()));
        table.append(String.format(
                Locale.ROOT,
                "%n  %d requests at %.0f a second over everything above: %d failed; %d errors that v4 made on purpose (its own log says %d)%n",
                tally.requests(),
                rate,
                tally.count(Tally.Answer.FAILED),
                tally.count(Tally.Answer.CANARY),
                logged));
        limits(rate).values().forEach(limit -> table.append(limit.line()));
        return table.toString();
    }

    /**
     * Whether a release says how long its way back took. How long that was fails nothing, as the rate does not: a machine that was held up for a
     * moment says nothing of the releases.
     */
    boolean tellsRestores() {
        return restoreLimit().measured() > 0;
    }

    private Map<String, Limit> limits(double rate) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        limits.put("requestsPerSecond", rateLimit(rate));
        limits.put("secondsToRestore", restoreLimit());
        return limits;
    }

    private static Limit rateLimit(double rate) {
        return Limit.of("requests a second", rounded(rate), rate >= LEAST_RATE, "at least 100");
    }

    /** What was not measured does not keep its limit. */
    private Limit restoreLimit() {
        double slowest =
                releases.stream().mapToDouble(Release::secondsToRestore).max().orElse(0);
        return Limit.of("seconds to restore", slowest, slowest > 0 && slowest <= LONGEST_RESTORE, "at most 3");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
