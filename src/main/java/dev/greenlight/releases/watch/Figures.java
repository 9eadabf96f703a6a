package dev.greenlight.releases.watch;

import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.gate.Evidence;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.gate.Side;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a judge saw and said, for the report. */
public final class Figures {
    private Figures() {}

    /** @param judged what was judged, such as a share of traffic */
    public static Map<String, Object> of(String judged, Evidence evidence, Judgement judgement, int looks) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("judged", judged);
        figures.put(
                "decision",
                switch (judgement) {
                    case Judgement.Passed passed -> "pass";
                    case Judgement.Failed failed -> "fail";
                    case Judgement.Inconclusive inconclusive -> "inconclusive";
                });
        figures.put("why", judgement.words());
        figures.put("looks", looks);
        figures.put("source", evidence.source());
        figures.put("seconds", evidence.elapsed().toMillis() / 1000.0);
        figures.put("coveredSeconds", evidence.covered().toMillis() / 1000.0);
        side(figures, "green", evidence.green());
        evidence.blue().ifPresent(blue -> {
            side(figures, "blue", blue);
            figures.put("errorChance", evidence.errorChance());
            figures.put("latencyChance", evidence.latencyChance());
        });
        if (!evidence.trouble().isEmpty()) {
            figures.put("trouble", evidence.trouble());
        }
        return figures;
    }

    private static void side(Map<String, Object> figures, String colour, Side side) {
        figures.put(colour + "Requests", side.counts().requests());
        figures.put(colour + "Errors", side.counts().errors());
        Latencies latencies = side.latencies();
        if (latencies.count() > 0) {
            figures.put(colour + "P50", latencies.percentile(0.50).toString());
            figures.put(colour + "P95", latencies.percentile(0.95).toString());
            figures.put(colour + "P99", latencies.percentile(0.99).toString());
        }
    }
}
