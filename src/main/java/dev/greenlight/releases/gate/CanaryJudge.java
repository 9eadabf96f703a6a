package dev.greenlight.releases.gate;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the new revision does well under its share of real traffic, compared with the old one in the same time. One judge for one step: it
 * counts its looks. Not for several threads.
 *
 * <p>Of n looks, n - 2 come while the evidence grows; they can only say no. The last but one comes when the evidence is complete; it alone can say
 * yes. If it cannot, the last comes when the time for waiting is over. When a look comes depends on how much was seen, never on how good it
 * was: else its chance to be wrong would not be what it is said to be.
 */
public final class CanaryJudge {
    /** So many of our own requests in a row: one may be lost on the way. */
    static final int FAILED_PROBES = 3;

    private final ReleasePolicy.Gate gate;
    private final AlphaBudget budget;
    private final LatencyRules latency;
    private int early;
    private int full;
    private int alarms;
    private Duration read = Duration.ZERO;

    /** @param budget how often it may look */
    public CanaryJudge(ReleasePolicy.Gate gate, AlphaBudget budget) {
        this.gate = gate;
        this.budget = budget;
        this.latency = new LatencyRules(gate.limits());
    }

    /** Looks already taken. */
    public int taken() {
        return early + full;
    }

    /** To be called with every new reading, in order. */
    public Judgement judge(Evidence evidence) {
        if (evidence.failedProbes() >= FAILED_PROBES) {
            return new Judgement.Failed("the new revision does not answer its health path any more: "
                    + evidence.failedProbes() + " of our own requests failed in a row");
        }
        String missing = missing(evidence);
        return switch (due(evidence, missing.isEmpty())) {
            case NONE ->
                alarm(evidence)
                        .<Judgement>map(Judgement.Failed::new)
                        .orElseGet(() -> new Judgement.Inconclusive(missing.isEmpty() ? excess(evidence) : missing));
            case EARLY ->
                errors(evidence)
                        .<Judgement>map(Judgement.Failed::new)
                        .orElseGet(() -> new Judgement.Inconclusive(missing));
            case FULL -> full(evidence, missing);
        };
    }

    private enum Look {
        NONE,
        EARLY,
        FULL
    }

    private Look due(Evidence evidence, boolean complete) {
        int atTheEnd = Math.min(budget.looks(), 2);
        boolean over = evidence.elapsed().compareTo(gate.observeLimit()) >= 0;
        if ((complete && full == 0) || (over && full < atTheEnd)) {
            full++;
            return Look.FULL;
        }
        int earlyOnes = budget.looks() - atTheEnd;
        Duration next = gate.observe().multipliedBy(early + 1).dividedBy(earlyOnes + 1);
        if (early < earlyOnes
                && evidence.covered().compareTo(next) >= 0
                && evidence.green().counts().requests() > 0) {
            early++;
            return Look.EARLY;
        }
        return Look.NONE;
    }

    private Judgement full(Evidence evidence, String missing) {
        Optional<String> fault = errors(evidence)
                .or(() -> latency.slower(evidence))
                .or(() -> latency.beyondLimits(evidence.green().latencies()));
        if (fault.isPresent()) {
            return new Judgement.Failed(fault.get());
        }
        String open = missing.isEmpty() ? excess(evidence) : missing;
        return open.isEmpty() ? new Judgement.Passed(praise(evidence)) : new Judgement.Inconclusive(open);
    }

    /** What makes the evidence incomplete; empty when nothing does. */
    private String missing(Evidence evidence) {
        if (!evidence.trouble().isEmpty()) {
            return evidence.trouble();
        }
        long green = evidence.green().counts().requests();
        if (green < gate.minimumRequests()) {
            return "the new revision has seen " + green + " of at least " + gate.minimumRequests() + " requests";
        }
        long blue = evidence.old().counts().requests();
        if (evidence.blue().isPresent() && blue < gate.minimumRequests()) {
            return "there is too little to compare with: the old revision has seen " + blue + " of at least "
                    + gate.minimumRequests() + " requests";
        }
        if (evidence.covered().compareTo(gate.observe()) < 0) {
            return "the data cover " + evidence.covered().toSeconds() + " of "
                    + gate.observe().toSeconds() + " s, " + evidence.elapsed().toSeconds() + " s after the step began";
        }
        return Evidence.lacksLatencies(evidence.green())
                        || evidence.blue().filter(Evidence::lacksLatencies).isPresent()
                ? "the requests are counted, but their latencies are not known"
                : "";
    }

    /**
     * Between looks only what is beyond any doubt; a reading that brings nothing new is not counted, and over a long time they are spread out.
     * Under all traffic, the alarm that has nothing to compare with looks at the last part of the time instead: after a good hour, a bad
     * minute hardly shows in the whole.
     */
    private Optional<String> alarm(Evidence evidence) {
        if (evidence.covered().compareTo(read) < 0) {
            // The observation has begun anew.
            read = Duration.ZERO;
        }
        Duration next = read.plus(gate.observe().dividedBy(budget.alarms()));
        if (evidence.covered().compareTo(read) <= 0
                || (alarms > 0 && evidence.covered().compareTo(next) < 0)
                || alarms == budget.alarms()) {
            return Optional.empty();
        }
        read = evidence.covered();
        alarms++;
        Optional<String> first = evidence.blue().isPresent()
                ? worse(evidence, AlphaBudget.ALARM)
                : tooMany(evidence.recent(), AlphaBudget.ALARM).map(words -> words + "; this was at the end");
        return first.or(() -> tooMany(evidence.green().counts(), AlphaBudget.ALARM));
    }

    private Optional<String> errors(Evidence evidence) {
        return worse(evidence, AlphaBudget.ERRORS)
                .or(() -> tooMany(evidence.green().counts(), AlphaBudget.LIMIT));
    }

    private static Optional<String> worse(Evidence evidence, double significance) {
        double chance = evidence.errorChance();
        return chance < significance
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the new revision fails more often than the old one: %s, against %s in the same time (chance %.2g)",
                        evidence.green().counts(),
                        evidence.old().counts(),
                        chance))
                : Optional.empty();
    }

    private Optional<String> tooMany(Counts green, double significance) {
        double most = gate.limits().maximumErrorRate();
        return Statistics.chanceOfMore(green.errors(), green.requests(), most) < significance
                ? Optional.of(
                        "the new revision fails too often: " + green + ", at most " + percent(most) + " is allowed")
                : Optional.empty();
    }

    /** Limits that are exceeded, but perhaps only by chance. */
    private String excess(Evidence evidence) {
        Counts green = evidence.green().counts();
        double most = gate.limits().maximumErrorRate();
        return green.errorRate() > most
                ? green + ", more than " + percent(most) + ", but too few to be sure"
                : latency.excess(evidence.green().latencies());
    }

    private static String praise(Evidence evidence) {
        Latencies green = evidence.green().latencies();
        return evidence.green().counts() + " on the new revision"
                + evidence.blue()
                        .map(blue -> "; on the old one " + blue.counts())
                        .orElse("")
                + (green.count() == 0 ? "" : "; 95 % answered within " + green.percentile(0.95));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", share * 100);
    }
}
