package dev.greenlight.releases.gate;

import dev.greenlight.project.ReleasePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a judge may look, since every look at two equally good revisions has a small chance to see a difference. The chances of all looks of
 * a release together are at most {@link #FAMILYWISE}, whatever they look at (Bonferroni).
 *
 * @param looks 1 to 8
 * @see <a href="https://en.wikipedia.org/wiki/Bonferroni_correction">Bonferroni correction</a>
 */
public record AlphaBudget(int looks) {
    /** Of a hundred good releases, at most one is aborted by chance. */
    public static final double FAMILYWISE = 0.01;

    /** The chance that one look wrongly sees more errors. */
    static final double ERRORS = 0.001;

    /** The chance that one look wrongly sees slower answers. */
    static final double LATENCY = 0.0001;

    /** The chance that one look wrongly sees one limit exceeded. */
    static final double LIMIT = 0.000_03;

    /** Of errors, of the 95th and of the 99th percentile. */
    private static final int LIMITS = 3;

    /** The chance that one reading between looks wrongly raises one of the two alarms. */
    static final double ALARM = 0.000_000_5;

    /** Of more errors than the old revision, and than the limit. */
    private static final int ALARMS = 2;

    private static final int ALARMS_PER_LOOK = 50;

    public AlphaBudget {
        if (looks < 1 || looks > ReleasePolicy.MOST_JUDGED) {
            throw new IllegalArgumentException("a judge looks 1 to 8 times: " + looks);
        }
    }

    /** Readings between looks that may raise the alarm. */
    int alarms() {
        return looks * ALARMS_PER_LOOK;
    }

    /** The most that these looks can go wrong, 0 to 1. */
    public double spent() {
        return looks * (ERRORS + LATENCY + LIMITS * LIMIT + ALARMS_PER_LOOK * ALARMS * ALARM);
    }

    /** The same under all traffic, where there is no old revision to be compared with. */
    public double spentAlone() {
        return looks * (LIMITS * LIMIT + ALARMS_PER_LOOK * ALARMS * ALARM);
    }

    /**
     * All looks, spread over the judgements of one service's release; the first ones get what does not divide.
     *
     * @param judgements 1 to 8
     */
    public static List<AlphaBudget> spread(int judgements) {
        int all = ReleasePolicy.MOST_JUDGED;
        if (judgements < 1 || judgements > all) {
            throw new IllegalArgumentException("a release is judged 1 to 8 times: " + judgements);
        }
        List<AlphaBudget> budgets = new ArrayList<>();
        for (int i = 0; i < judgements; i++) {
            budgets.add(new AlphaBudget(all / judgements + (i < all % judgements ? 1 : 0)));
        }
        return budgets;
    }
}
