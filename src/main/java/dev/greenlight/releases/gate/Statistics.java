package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Counts;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/** Two exact tests; exact, since a step may see a few dozen requests and approximations fail there. */
final class Statistics {
    /** Beyond this, more requests do not change a verdict, and the tests take whole numbers of this size. */
    private static final long MOST = 100_000_000;

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
     * The error rate that the true one is above with 97.5 % confidence (Clopper and Pearson).
     *
     * @return 0 to 1; 0 without errors
     */
    static double leastErrorRate(Counts counts) {
        if (counts.errors() == 0) {
            return 0;
        }
        return new BetaDistribution(counts.errors(), counts.requests() - counts.errors() + 1.0)
                .inverseCumulativeProbability(0.025);
    }

    private static int bounded(long number) {
        return (int) Math.min(MOST, number);
    }
}
