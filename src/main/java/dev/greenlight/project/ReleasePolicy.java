package dev.greenlight.project;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a release proceeds.
 *
 * @param steps the new revision's share of traffic after each step, in whole percents, rising, ending with 100
 * @param gate what must hold before the next step
 * @param keep how many past releases' revisions stay beside the one that serves, 1 to 500
 * @param bake for how long the judge goes on under all traffic before a release counts as good, at most 4 hours; zero for not at all
 * @param stagingTests the project's own tests of a new release; empty for none
 */
public record ReleasePolicy(
        List<Integer> steps, Gate gate, int keep, Duration bake, Optional<StagingTests> stagingTests) {
    /**
     * How many steps are judged at most, synthetic load and bake included. Every judgement has a small chance to be wrong; so many are allowed for.
     */
    public static final int MOST_JUDGED = 8;

    /** As many as a service's record remembers, so that each of them can be gone back to. */
    public static final int USUAL_KEEP = 10;

    /** Half of the revisions that Cloud Run keeps of a service. */
    public static final int MOST_KEEP = 500;

    /** A job on GitHub's own runners lasts six hours at most, and a release has to do more than wait. */
    public static final Duration LONGEST_BAKE = Duration.ofHours(4);

    /** The policy of a project that states none: 10, 50, 100 percent. */
    public static final ReleasePolicy DEFAULT = new ReleasePolicy(List.of(10, 50, 100), Gate.DEFAULT);

    public ReleasePolicy {
        steps = List.copyOf(steps);
        if (keep < 1 || keep > MOST_KEEP) {
            throw new IllegalArgumentException("1 to " + MOST_KEEP + " past releases are kept: " + keep);
        }
        if (steps.isEmpty() || steps.getLast() != 100) {
            throw new IllegalArgumentException("the steps end with 100: " + steps);
        }
        if (bake.isNegative() || bake.compareTo(LONGEST_BAKE) > 0) {
            throw new IllegalArgumentException("a bake lasts at most 4 hours: " + bake);
        }
        if (steps.size() + judgedBesides(gate, bake) > MOST_JUDGED) {
            throw new IllegalArgumentException(
                    "at most 8 steps are judged, synthetic load and bake included: " + steps);
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) < 1 || (i > 0 && steps.get(i) <= steps.get(i - 1))) {
                throw new IllegalArgumentException("the steps rise from at least 1 to 100: " + steps);
            }
        }
    }

    /** A policy that keeps as much as usual. */
    public ReleasePolicy(List<Integer> steps, Gate gate) {
        this(steps, gate, USUAL_KEEP);
    }

    /** Whether a release is watched after its last step. */
    public boolean bakes() {
        return bake.isPositive();
    }

    /** How many judgements a service's release has beside those of its steps. */
    static int judgedBesides(Gate gate, Duration bake) {
        return (gate.synthetic().isPresent() ? 1 : 0) + (bake.isPositive() ? 1 : 0);
    }

    /** A policy that bakes nothing, without tests of the project's own. */
    public ReleasePolicy(List<Integer> steps, Gate gate, int keep) {
        this(steps, gate, keep, Duration.ZERO, Optional.empty());
    }

    /** The same, watched for so long after its last step; zero for not at all. */
    public ReleasePolicy baking(Duration time) {
        return new ReleasePolicy(steps, gate, keep, time, stagingTests);
    }

    /** The same with those tests. */
    public ReleasePolicy testedBy(StagingTests tests) {
        return new ReleasePolicy(steps, gate, keep, bake, Optional.of(tests));
    }

    /**
     * What must hold before more traffic moves.
     *
     * @param successes consecutive good answers of the health path before any traffic, at least 1
     * @param healthLimit how long the health path may take to give them
     * @param observe how much time the evidence of a step must cover before the step is passed
     * @param observeLimit how long a step may stay undecided; at least {@code observe}
     * @param minimumRequests requests to each revision in a step, below which nothing is passed; at least 1
     * @param limits what no revision may exceed
     * @param undecided what happens when a step is still undecided at the limit
     * @param synthetic requests of our own before the first step; empty for none
     */
    public record Gate(
            int successes,
            Duration healthLimit,
            Duration observe,
            Duration observeLimit,
            int minimumRequests,
            Limits limits,
            Undecided undecided,
            Optional<Synthetic> synthetic) {
        /** The gate of a project that states none. */
        public static final Gate DEFAULT =
                new Gate(5, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(10), 100, 0.01);

        public Gate {
            if (successes < 1 || minimumRequests < 1) {
                throw new IllegalArgumentException("successes and minimum-requests are at least 1");
            }
            if (!healthLimit.isPositive() || !observe.isPositive() || observeLimit.compareTo(observe) < 0) {
                throw new IllegalArgumentException("the gate's durations are positive, observe-limit at least observe");
            }
        }

        /** The same rules over another time. @param limit at least {@code time} */
        public Gate over(Duration time, Duration limit) {
            return new Gate(successes, healthLimit, time, limit, minimumRequests, limits, undecided, synthetic);
        }

        /** A gate that limits errors alone, aborts when undecided, and sends no requests of its own. */
        public Gate(
                int successes,
                Duration healthLimit,
                Duration observe,
                Duration observeLimit,
                int minimumRequests,
                double maximumErrorRate) {
            this(
                    successes,
                    healthLimit,
                    observe,
                    observeLimit,
                    minimumRequests,
                    Limits.ofErrors(maximumErrorRate),
                    Undecided.ABORT,
                    Optional.empty());
        }
    }

    /** What becomes of a release when a step is still undecided at its limit. */
    public enum Undecided {
        /** It goes back: unknown is not healthy. */
        ABORT,
        /** It goes on, and says so. */
        PROCEED
    }

    /**
     * What the new revision may not exceed, however the old one does.
     *
     * @param maximumErrorRate the share of 5xx answers, 0 to 1
     * @param maximumP95 what 95 % of its answers take at most; empty for no limit
     * @param maximumP99 what 99 % of its answers take at most; empty for no limit
     * @param toleratedSlowdown by which share of the old revision's latency the new one may be slower, 0 or more
     */
    public record Limits(
            double maximumErrorRate,
            Optional<Duration> maximumP95,
            Optional<Duration> maximumP99,
            double toleratedSlowdown) {
        /** A quarter: less is seldom noticed by a person, and lies below what the metrics' buckets resolve. */
        public static final double SLOWDOWN = 0.25;

        public Limits {
            if (!(maximumErrorRate >= 0 && maximumErrorRate <= 1) || !(toleratedSlowdown >= 0)) {
                throw new IllegalArgumentException("maximum-error-rate is 0 to 1, tolerated-slowdown at least 0");
            }
        }

        /** No limits of latency but the comparison with the old revision. */
        public static Limits ofErrors(double maximumErrorRate) {
            return new Limits(maximumErrorRate, Optional.empty(), Optional.empty(), SLOWDOWN);
        }
    }

    /**
     * Requests of our own to the new revision's address, before anybody else's.
     *
     * @param path what to GET, starting with /; it must change nothing
     * @param perSecond how many a second at most, 1 to 50
     * @param time for how long, at most 5 minutes
     */
    public record Synthetic(String path, int perSecond, Duration time) {
        public static final int MOST_PER_SECOND = 50;
        public static final Duration LONGEST = Duration.ofMinutes(5);

        public Synthetic {
            if (!path.startsWith("/") || perSecond < 1 || perSecond > MOST_PER_SECOND) {
                throw new IllegalArgumentException("synthetic load asks for a path, 1 to 50 times a second");
            }
            if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("synthetic load lasts at most 5 minutes: " + time);
            }
        }
    }
}
