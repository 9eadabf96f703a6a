package dev.greenlight.project;

import java.time.Duration;
import java.util.List;

/**
 * How a release proceeds.
 *
 * @param steps the new revision's share of traffic after each step, in whole percents, rising, ending with 100
 * @param gate what must hold before the next step
 */
public record ReleasePolicy(List<Integer> steps, Gate gate) {
    /** The policy of a project that states none: 10, 50, 100 percent. */
    public static final ReleasePolicy DEFAULT = new ReleasePolicy(List.of(10, 50, 100), Gate.DEFAULT);

    public ReleasePolicy {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.getLast() != 100) {
            throw new IllegalArgumentException("the steps end with 100: " + steps);
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) < 1 || (i > 0 && steps.get(i) <= steps.get(i - 1))) {
                throw new IllegalArgumentException("the steps rise from at least 1 to 100: " + steps);
            }
        }
    }

    /**
     * What must hold before more traffic moves.
     *
     * @param successes consecutive good answers of the health path before any traffic, at least 1
     * @param healthLimit how long the health path may take to give them
     * @param observe how long each step is watched before it is judged
     * @param observeLimit how long a step may stay inconclusive before the release is aborted; at least {@code observe}
     * @param minimumRequests requests to the new revision in a step, below which nothing is concluded; at least 1
     * @param maximumErrorRate the share of 5xx answers of the new revision that is never accepted, 0 to 1
     */
    public record Gate(
            int successes,
            Duration healthLimit,
            Duration observe,
            Duration observeLimit,
            int minimumRequests,
            double maximumErrorRate) {
        /** The gate of a project that states none. */
        public static final Gate DEFAULT =
                new Gate(5, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(5), 100, 0.01);

        public Gate {
            if (successes < 1 || minimumRequests < 1 || maximumErrorRate < 0 || maximumErrorRate > 1) {
                throw new IllegalArgumentException(
                        "successes and minimum-requests are at least 1, maximum-error-rate 0 to 1");
            }
            if (!healthLimit.isPositive() || !observe.isPositive() || observeLimit.compareTo(observe) < 0) {
                throw new IllegalArgumentException("the gate's durations are positive, observe-limit at least observe");
            }
        }
    }
}
