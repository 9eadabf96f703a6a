package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.Optional;

/**
 * What was seen of both revisions since a step of traffic began, in the same stretch of time.
 *
 * @param green the new revision
 * @param blue the old one; empty when nothing goes to it any more, so that there is nothing to compare with
 * @param covered how much time both sides' data cover; less than {@code elapsed}, since data come late
 * @param elapsed time since the step
 * @param trouble why the data cannot be trusted; empty when they can
 * @param failedProbes how many of our own last requests to the new revision failed in a row, while the public address answered
 * @param source where the data come from, for a person
 * @param recent the new revision's requests in the last part of the time that is covered
 */
public record Evidence(
        Side green,
        Optional<Side> blue,
        Duration covered,
        Duration elapsed,
        String trouble,
        int failedProbes,
        String source,
        Counts recent) {
    /** Evidence of which no last part is told apart. */
    public Evidence(
            Side green,
            Optional<Side> blue,
            Duration covered,
            Duration elapsed,
            String trouble,
            int failedProbes,
            String source) {
        this(green, blue, covered, elapsed, trouble, failedProbes, source, Counts.NONE);
    }

    /** The chance of so many more errors if both were equally good; 1 when there is nothing to compare. */
    public double errorChance() {
        return Statistics.chanceOfWorse(green.counts(), old().counts());
    }

    /** The chance of so much slower answers if both were equally fast; 1 when there is nothing to compare. */
    public double latencyChance() {
        return Statistics.chanceOfSlower(green.latencies(), old().latencies());
    }

    Side old() {
        return blue.orElse(Side.NONE);
    }

    /** Whether the latencies of less than half of a side's good answers are known. */
    static boolean lacksLatencies(Side side) {
        Counts counts = side.counts();
        Latencies latencies = side.latencies();
        return latencies.count() * 2 < counts.requests() - counts.errors();
    }
}
