package dev.greenlight.releases.gate;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * When the new revision is too slow.
 *
 * @param limits what it may not exceed
 */
record LatencyRules(ReleasePolicy.Limits limits) {
    /** A slowdown below this is not felt, however great a share of a fast answer it is. */
    static final double LEAST_MILLIS = 50;

    /**
     * Slower than the old revision beyond chance, and so much that it matters. Beyond chance alone is not enough: with many requests, a millisecond
     * is.
     */
    Optional<String> slower(Evidence evidence) {
        double chance = evidence.latencyChance();
        if (chance >= AlphaBudget.LATENCY) {
            return Optional.empty();
        }
        return matters(evidence, 0.5, chance).or(() -> matters(evidence, 0.95, chance));
    }

    private Optional<String> matters(Evidence evidence, double share, double chance) {
        Latencies.Percentile green = evidence.green().latencies().percentile(share);
        Latencies.Percentile blue = evidence.old().latencies().percentile(share);
        double shift = green.millis() - blue.millis();
        // Inside one bucket the percentiles are guesses, and so is their difference.
        boolean measured = green.low() >= blue.high();
        return measured && shift >= LEAST_MILLIS && shift >= limits.toleratedSlowdown() * blue.millis()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the new revision is slower than the old one: %.0f %% of its answers took at most %s, against %s in the"
                                + " same time (chance %.2g)",
                        share * 100,
                        green,
                        blue,
                        chance))
                : Optional.empty();
    }

    /** Beyond a limit of its own, and not by chance. */
    Optional<String> beyondLimits(Latencies green) {
        return beyond(green, 0.95, limits.maximumP95()).or(() -> beyond(green, 0.99, limits.maximumP99()));
    }

    private static Optional<String> beyond(Latencies green, double share, Optional<Duration> limit) {
        return limit.filter(most -> Statistics.chanceOfMore(green.above(millis(most)), green.count(), 1 - share)
                        < AlphaBudget.LIMIT)
                .map(most -> String.format(
                        Locale.ROOT,
                        "the new revision is too slow: %d of %d answers took longer than the %.0f ms that %.0f %% may take",
                        green.above(millis(most)),
                        green.count(),
                        millis(most),
                        share * 100));
    }

    /** A limit that is exceeded, but perhaps only by chance; empty when none is. */
    String excess(Latencies green) {
        String words = excess(green, 0.95, limits.maximumP95());
        return words.isEmpty() ? excess(green, 0.99, limits.maximumP99()) : words;
    }

    private static String excess(Latencies green, double share, Optional<Duration> limit) {
        Latencies.Percentile found = green.percentile(share);
        return limit.filter(most -> found.millis() > millis(most))
                .map(most -> String.format(
                        Locale.ROOT,
                        "%.0f %% of the answers took at most %s, more than %.0f ms, but too few to be sure",
                        share * 100,
                        found,
                        millis(most)))
                .orElse("");
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
