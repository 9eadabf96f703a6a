package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Counts;
import java.time.Duration;
import java.util.Locale;

/**
 * Whether the new revision does well under its share of real traffic, compared with the old one in the same time.
 *
 * <p>It says no as soon as the evidence suffices, and yes only after the whole time of observation.
 *
 * @param observe how long to look before saying yes
 * @param minimumRequests requests to the new revision below which it never says yes
 * @param maximumErrorRate the share of 5xx answers that is never accepted, 0 to 1
 */
public record CanaryJudge(Duration observe, int minimumRequests, double maximumErrorRate) {
    /** How improbable a difference must be to be the new revision's fault. It is looked at many times in a step, hence not 0.05. */
    static final double SIGNIFICANCE = 0.001;

    public Judgement judge(Evidence evidence) {
        Counts green = evidence.green();
        double chance = Statistics.chanceOfWorse(green, evidence.blue());
        if (chance < SIGNIFICANCE) {
            return new Judgement.Failed(String.format(
                    Locale.ROOT,
                    "the new revision fails more often than the old one: %s, against %s in the same time (chance %.2g)",
                    green,
                    evidence.blue(),
                    chance));
        }
        boolean enough = green.requests() >= minimumRequests;
        if (enough && Statistics.leastErrorRate(green) > maximumErrorRate) {
            return new Judgement.Failed("the new revision fails too often: " + green + ", at most "
                    + percent(maximumErrorRate) + " is allowed");
        }
        if (!evidence.trouble().isEmpty()) {
            return new Judgement.Inconclusive("the metrics could not be read: " + evidence.trouble());
        }
        if (!enough) {
            return new Judgement.Inconclusive(
                    "the new revision has seen " + green.requests() + " of at least " + minimumRequests + " requests");
        }
        if (evidence.elapsed().compareTo(observe) < 0) {
            return new Judgement.Inconclusive(
                    "observed " + evidence.elapsed().toSeconds() + " of " + observe.toSeconds() + " s: " + green);
        }
        return green.errorRate() <= maximumErrorRate
                ? new Judgement.Passed(green + " on the new revision; on the old one " + evidence.blue())
                : new Judgement.Inconclusive(
                        green + ", more than " + percent(maximumErrorRate) + ", but too few to be sure");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", share * 100);
    }
}
