package dev.greenlight.releases.gate;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Steps of traffic made of chance, judged by the judge that releases use. The same seed gives the same. */
final class Simulation {
    private static final int READINGS = 20;
    private static final Duration OBSERVE = Duration.ofSeconds(60);
    private static final Duration IN_BAKE = Duration.ofSeconds(5);
    private static final double GROWTH = 1.4;
    private static final double SPREAD = 0.6;

    private final RandomGenerator random;

    Simulation(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /**
     * One revision under its share.
     *
     * @param requests while it is observed
     * @param errorRate 0 to 1
     * @param millis the median of its log-normal latencies
     */
    record Traffic(int requests, double errorRate, double millis) {}

    /**
     * What is simulated.
     *
     * @param green the new revision
     * @param blue the old one; empty when it has no traffic
     * @param gate what must hold
     * @param looks how often the judge may look
     */
    record Step(Traffic green, Optional<Traffic> blue, ReleasePolicy.Gate gate, int looks) {}

    /** A gate that compares, and limits errors to that rate. @param limit in times of observation */
    static ReleasePolicy.Gate gate(double maximumErrorRate, int limit) {
        return new ReleasePolicy.Gate(
                5,
                OBSERVE,
                OBSERVE,
                OBSERVE.multipliedBy(limit),
                ReleasePolicy.Gate.DEFAULT.minimumRequests(),
                maximumErrorRate);
    }

    /** Watches until the judge says yes or no, or the limit is over. */
    Judgement run(Step step) {
        CanaryJudge judge = new CanaryJudge(step.gate(), new AlphaBudget(step.looks()));
        Running green = new Running(step.green());
        Optional<Running> blue = step.blue().map(Running::new);
        Judgement last = new Judgement.Inconclusive("nothing was seen");
        int end = READINGS * (int) (step.gate().observeLimit().dividedBy(OBSERVE));
        for (int i = 1; i <= end && last instanceof Judgement.Inconclusive; i++) {
            green.go(i);
            int at = i;
            blue.ifPresent(old -> old.go(at));
            boolean whole = i % READINGS == 0;
            Duration time = OBSERVE.multipliedBy(i).dividedBy(READINGS);
            last = judge.judge(
                    new Evidence(green.side(whole), blue.map(old -> old.side(whole)), time, time, "", 0, "simulation"));
        }
        return last;
    }

    /**
     * A bake under all traffic.
     *
     * @param traffic in the time of observation of one step; its error rate is that of the beginning
     * @param times how many times as long as that it lasts
     * @param begin when the errors begin, 0 to 1 of it
     * @param errorRate from then on
     * @param gate of the steps
     * @param looks how often the judge may look
     */
    record Bake(Traffic traffic, int times, double begin, double errorRate, ReleasePolicy.Gate gate, int looks) {}

    /** Watches a reading every five seconds until the judge says yes or no, or the limit is over. */
    Judgement run(Bake bake) {
        Duration time = OBSERVE.multipliedBy(bake.times());
        ReleasePolicy.Gate gate = bake.gate().over(time, time.plus(OBSERVE.multipliedBy(9)));
        CanaryJudge judge = new CanaryJudge(gate, new AlphaBudget(bake.looks()));
        int each = (int) OBSERVE.dividedBy(IN_BAKE);
        List<Counts> seen = new ArrayList<>(List.of(Counts.NONE));
        Judgement last = new Judgement.Inconclusive("nothing was seen");
        int end = (int) gate.observeLimit().dividedBy(IN_BAKE);
        for (int i = 1; i <= end && last instanceof Judgement.Inconclusive; i++) {
            Duration now = IN_BAKE.multipliedBy(i);
            boolean late = now.toMillis() > bake.begin() * time.toMillis();
            long requests =
                    (long) bake.traffic().requests() * i / each - seen.getLast().requests();
            long errors =
                    binomial(requests, late ? bake.errorRate() : bake.traffic().errorRate());
            seen.add(seen.getLast().plus(new Counts(requests, errors)));
            Counts all = seen.getLast();
            Counts recent = all.without(seen.get(Math.max(0, i - each)));
            Latencies known = new Latencies(List.of(new Latencies.Bucket(70, 98, all.requests() - all.errors())));
            last = judge.judge(
                    new Evidence(new Side(all, known), Optional.empty(), now, now, "", 0, "simulation", recent));
        }
        return last;
    }

    /** Requests that have come so far. */
    private final class Running {
        private final Traffic traffic;
        private long requests;
        private long errors;
        private final List<Latencies> latencies = new ArrayList<>();
        private long timed;

        Running(Traffic traffic) {
            this.traffic = traffic;
        }

        void go(int reading) {
            long now = (long) traffic.requests() * reading / READINGS;
            errors += binomial(now - requests, traffic.errorRate());
            requests = now;
        }

        /** Latencies are only drawn when the judge may look at them. */
        Side side(boolean whole) {
            if (whole) {
                latencies.add(draw(requests - errors - timed, traffic.millis()));
                timed = requests - errors;
            }
            return new Side(new Counts(requests, errors), whole ? Latencies.sum(latencies) : Latencies.NONE);
        }
    }

    private Latencies draw(long many, double millis) {
        long[] buckets = new long[68];
        for (long i = 0; i < many; i++) {
            double value = millis * Math.exp(SPREAD * random.nextGaussian());
            buckets[value < 1 ? 0 : 1 + (int) (Math.log(value) / Math.log(GROWTH))]++;
        }
        List<Latencies.Bucket> counted = new ArrayList<>();
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0) {
                counted.add(
                        new Latencies.Bucket(i == 0 ? 0 : Math.pow(GROWTH, i - 1), Math.pow(GROWTH, i), buckets[i]));
            }
        }
        return new Latencies(counted);
    }

    /** By leaping from one success to the next. */
    private long binomial(long trials, double chance) {
        if (chance <= 0) {
            return 0;
        }
        long successes = 0;
        double scale = Math.log1p(-chance);
        for (long at = leap(scale); at <= trials; at += leap(scale)) {
            successes++;
        }
        return successes;
    }

    private long leap(double scale) {
        return 1 + (long) (Math.log(1 - random.nextDouble()) / scale);
    }
}
