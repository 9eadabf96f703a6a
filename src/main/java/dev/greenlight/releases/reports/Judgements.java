package dev.greenlight.releases.reports;

import dev.greenlight.releases.run.Chronicle;
import dev.greenlight.report.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the judge saw at each step, and what it said. */
final class Judgements {
    private static final List<String> HEAD = List.of(
            "service",
            "judged",
            "window",
            "requests",
            "errors",
            "chance",
            "p50",
            "p95",
            "p99",
            "chance",
            "decision",
            "why");

    private Judgements() {}

    /** Empty when nothing was judged. */
    static Optional<Section> of(List<Chronicle.Entry> entries) {
        List<List<String>> rows = entries.stream()
                .flatMap(entry -> entry.figures().stream())
                .filter(numbers -> numbers.containsKey("judged"))
                .map(Judgements::row)
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "Judgements",
                        "New revision / old revision, in one window. A chance is how probable such a difference is between two"
                                + " equally good revisions: first of errors, then of latency. In brackets the bucket that a"
                                + " percentile lies in.\n\n" + Markdown.table(HEAD, rows)));
    }

    private static List<String> row(Map<String, Object> numbers) {
        return List.of(
                text(numbers, "service"),
                text(numbers, "judged"),
                text(numbers, "coveredSeconds") + " of " + text(numbers, "seconds") + " s, " + text(numbers, "source"),
                both(numbers, "Requests"),
                both(numbers, "Errors"),
                chance(numbers, "errorChance"),
                both(numbers, "P50"),
                both(numbers, "P95"),
                both(numbers, "P99"),
                chance(numbers, "latencyChance"),
                text(numbers, "decision"),
                text(numbers, "why"));
    }

    private static String both(Map<String, Object> numbers, String what) {
        return text(numbers, "green" + what) + " / " + text(numbers, "blue" + what);
    }

    private static String text(Map<String, Object> numbers, String name) {
        return String.valueOf(numbers.getOrDefault(name, "–"));
    }

    private static String chance(Map<String, Object> numbers, String name) {
        return numbers.get(name) instanceof Double chance ? String.format(Locale.ROOT, "%.2g", chance) : "–";
    }
}
