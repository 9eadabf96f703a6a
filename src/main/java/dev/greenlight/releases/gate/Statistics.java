package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/** The judge's tests; of errors exact, since a step may see a few dozen requests and approximations fail there. */
final class Statistics {
    /** Beyond this, more requests do not change a verdict, and the tests take whole numbers of this size. */
    private static final long MOST = 100_000_000;

    /** From here on, the sum of ranks is as good as normally distributed. */
    static final int LEAST_LATENCIES = 30;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private Statistics() {}

    /**
     * Fisher's exact test, one-sided: how probable it is to see at least this many errors on green if both were equally good.
     *
     * @return 0 to 1; 1 when either has no requests
     * @see <a href="https://en.wikipedia.org/wiki/Fisher%27s_exact_test">Fisher's exact test</a>
     */
    static double chanceOfWorse(Counts green, Counts blue) {
        int population = bounded(green.requests() + blue.requests());
        int errors = bounded(green.errors() + blue.errors());
        int sample = bounded(green.requests());
        if (sample == 0 || blue.requests() == 0 || green.errors() == 0) {
            return 1;
        }
        return new HypergeometricDistribution(population, errors, sample)
                .upperCumulativeProbability(bounded(green.errors()));
    }

    /**
     * The binomial test, one-sided: how probable at least so many of a sample are if each is one of them with a chance of at most {@code share}.
     *
     * @param share 0 to 1
     * @return 0 to 1; 1 when there are none
     */
    static double chanceOfMore(long many, long sample, double share) {
        if (many == 0 || share >= 1) {
            return 1;
        }
        return share == 0
                ? 0
                : 1 - new BinomialDistribution(bounded(sample), share).cumulativeProbability(bounded(many) - 1);
    }

    /**
     * Mann and Whitney's test, one-sided, corrected for ties and continuity: how probable it is that green's answers are so much slower in
     * rank if both were equally fast. Values of one bucket are ties.
     *
     * @return 0 to 1; 1 when either has fewer than 30 values, or all are in one bucket
     * @see <a href="https://en.wikipedia.org/wiki/Mann%E2%80%93Whitney_U_test">Mann–Whitney U test</a>
     */
    static double chanceOfSlower(Latencies green, Latencies blue) {
        double n1 = green.count();
        double n2 = blue.count();
        if (Math.min(n1, n2) < LEAST_LATENCIES) {
            return 1;
        }
        Map<Double, long[]> buckets = new TreeMap<>();
        green.buckets().forEach(bucket -> both(buckets, bucket)[0] += bucket.count());
        blue.buckets().forEach(bucket -> both(buckets, bucket)[1] += bucket.count());
        double slower = 0;
        double ties = 0;
        double blueBelow = 0;
        for (long[] both : buckets.values()) {
            slower += both[0] * (blueBelow + both[1] / 2.0);
            blueBelow += both[1];
            double tied = both[0] + both[1];
            ties += tied * tied * tied - tied;
        }
        double all = n1 + n2;
        double variance = n1 * n2 / 12 * (all + 1 - ties / (all * (all - 1)));
        // One bucket alone leaves rounding, not a variance.
        return variance < 1e-9 * n1 * n2
                ? 1
                : NORMAL.cumulativeProbability(-(slower - n1 * n2 / 2 - 0.5) / Math.sqrt(variance));
    }

    private static long[] both(Map<Double, long[]> buckets, Latencies.Bucket bucket) {
        return buckets.computeIfAbsent(bucket.low(), low -> new long[2]);
    }

    private static int bounded(long number) {
        return (int) Math.min(MOST, number);
    }
}
