package dev.greenlight.releases.gate;

import java.util.Locale;

/**
 * How many of the runs, with Wilson's interval.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval">Wilson score interval</a>
 */
record Share(long many, long runs) {
    private static final double NINETY_FIVE = 1.959964;

    double low(double z) {
        return Math.max(0, middle(z) - half(z));
    }

    double high(double z) {
        return Math.min(1, middle(z) + half(z));
    }

    private double middle(double z) {
        return ((double) many / runs + z * z / (2 * runs)) / (1 + z * z / runs);
    }

    private double half(double z) {
        double share = (double) many / runs;
        return z / (1 + z * z / runs) * Math.sqrt(share * (1 - share) / runs + z * z / (4.0 * runs * runs));
    }

    /** In percent, with the interval of 95 %: {@code 99.21 (99.02 to 99.37)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                100.0 * many / runs,
                100 * low(NINETY_FIVE),
                100 * high(NINETY_FIVE));
    }
}
