package dev.greenlight.releases.gate;

import dev.greenlight.releases.gate.OperatingCurve.Table;
import dev.greenlight.releases.gate.Simulation.Bake;
import dev.greenlight.releases.gate.Simulation.Traffic;
import java.util.List;
import java.util.Locale;

/** Measures how often the judge is right in a bake. */
final class BakeCurve {
    /** A bake of ten minutes where a step is observed for one. */
    private static final int TIMES = 10;

    private static final List<Double> REQUESTS = List.of(100.0, 400.0, 2_000.0);

    private final OperatingCurve curve;

    BakeCurve(OperatingCurve curve) {
        this.curve = curve;
    }

    List<Table> tables() {
        return List.of(
                falseAborts(),
                detection(0, "from its beginning"),
                detection(0.5, "from its middle"),
                detection(0.9, "in its last tenth"));
    }

    private Table falseAborts() {
        return curve.rows(
                "Whole releases of an equally good revision that were aborted, in percent: steps of 10, 50 and 100 percent and a bake of"
                        + " ten times the observation, all 8 looks, maximum-error-rate at the error rate itself",
                "error rate of both",
                OperatingCurve.BASES,
                OperatingCurve::percent,
                List.of(1_000.0, 2_000.0),
                many -> String.format(Locale.ROOT, "%,.0f requests a step", many),
                (base, many) -> simulation -> {
                    List<AlphaBudget> budgets = AlphaBudget.spread(4);
                    return OperatingCurve.aborted(simulation, base, many, budgets)
                            || simulation.run(new Bake(
                                            new Traffic(many.intValue(), base, 100),
                                            TIMES,
                                            0,
                                            base,
                                            Simulation.gate(Math.max(base, 0.0001), 10),
                                            budgets.getLast().looks()))
                                    instanceof Judgement.Failed;
                });
    }

    private Table detection(double begin, String when) {
        return curve.rows(
                "Aborted in a bake of ten times the observation, in percent, with a maximum-error-rate of 1 %, when errors begin "
                        + when,
                "error rate then (0.1 % before)",
                List.of(0.001, 0.02, 0.03, 0.05, 0.10, 0.20),
                OperatingCurve::percent,
                REQUESTS,
                many -> String.format(Locale.ROOT, "%,.0f requests in the time of an observation", many),
                (rate, many) -> simulation -> simulation.run(new Bake(
                                new Traffic(many.intValue(), 0.001, 100),
                                TIMES,
                                begin,
                                rate,
                                Simulation.gate(0.01, 10),
                                2))
                        instanceof Judgement.Failed);
    }
}
