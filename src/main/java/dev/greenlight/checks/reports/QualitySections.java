package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessment;
import dev.greenlight.checks.assessment.Comparison;
import dev.greenlight.report.Finding;
import dev.greenlight.report.MarkdownText;
import dev.greenlight.report.Section;
import dev.greenlight.report.waivers.Waiver;
import dev.greenlight.report.waivers.WaiverReview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of a summary about what to do, what was waived, and what was there before. */
public final class QualitySections {
    private static final int MOST_ROWS = 100;

    private QualitySections() {}

    /** What to do now; empty when there is nothing. */
    public static Optional<Section> steps(List<NextStep> steps) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            list.append("%d. %s\n\n   ```bash\n   %s\n   ```\n"
                    .formatted(
                            i + 1,
                            MarkdownText.cell(steps.get(i).words()),
                            steps.get(i).command()));
        }
        return Optional.of(new Section("Do this now", list.toString()));
    }

    /** What of the findings does not count, and what is to be said of waivers; none when there is nothing. */
    public static List<Section> beside(Assessment assessment) {
        List<Section> sections = new ArrayList<>();
        waivers(assessment).ifPresent(sections::add);
        assessment
                .comparison()
                .map(comparison -> baseline(assessment, comparison))
                .ifPresent(sections::add);
        return sections;
    }

    /** How long it took, beside what is planned for it. */
    public static Section time(Duration took, Duration budget) {
        String seconds = String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
        String words = took.compareTo(budget) <= 0
                ? "%s s, within the budget of %d s.".formatted(seconds, budget.toSeconds())
                : "%s s, **over the budget of %d s**. The table of checks says which took longest."
                        .formatted(seconds, budget.toSeconds());
        return new Section("Time", words);
    }

    private static Optional<Section> waivers(Assessment assessment) {
        WaiverReview review = assessment.waivers();
        Map<Waiver, Long> waived = assessment.all().stream()
                .flatMap(one -> one.waiver().stream())
                .collect(Collectors.groupingBy(waiver -> waiver, LinkedHashMap::new, Collectors.counting()));
        if (waived.isEmpty() && review.lapsed().isEmpty() && review.unused().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder table = new StringBuilder(
                "| | Waiver | Findings | Until | Owner | Reason |\n| --- | --- | ---: | --- | --- | --- |\n");
        review.lapsed().forEach(waiver -> row(table, "expired", waiver, ""));
        waived.forEach((waiver, findings) ->
                row(table, review.ending().contains(waiver) ? "ends soon" : "holds", waiver, findings.toString()));
        review.unused().forEach(waiver -> row(table, "unused, remove it", waiver, "0"));
        return Optional.of(new Section("Waivers", table.toString()));
    }

    /** One sentence about the waivers that end soon; at least one. */
    public static String ending(WaiverReview review) {
        return "Waivers end soon, and then what they are about counts again: "
                + review.ending().stream()
                        .map(waiver -> "%s (%s, %s) after %s"
                                .formatted(waiver.subject(), waiver.place(), waiver.owner(), waiver.expires()))
                        .collect(Collectors.joining("; "));
    }

    private static void row(StringBuilder table, String state, Waiver waiver, String findings) {
        table.append("| %s | %s (%s) | %s | %s | %s | %s |\n"
                .formatted(
                        state,
                        MarkdownText.cell(waiver.subject()),
                        MarkdownText.cell(waiver.place()),
                        findings,
                        waiver.expires(),
                        MarkdownText.cell(waiver.owner()),
                        MarkdownText.cell(waiver.reason())));
    }

    private static Section baseline(Assessment assessment, Comparison comparison) {
        List<Finding> old = assessment.all().stream()
                .filter(one -> one.standing().equals("old"))
                .map(Assessed::finding)
                .toList();
        StringBuilder text = new StringBuilder("Compared with %s: %d %s there before and %s not count.\n"
                .formatted(
                        MarkdownText.cell(comparison.with()),
                        old.size(),
                        old.size() == 1 ? "finding was" : "findings were",
                        old.size() == 1 ? "does" : "do"));
        comparison.notes().forEach(note -> text.append("\n- ").append(MarkdownText.cell(note)));
        if (!old.isEmpty()) {
            text.append("\n\n| Where | What | Rule |\n| --- | --- | --- |\n");
            old.stream()
                    .limit(MOST_ROWS)
                    .forEach(finding -> text.append("| %s | %s | %s |\n"
                            .formatted(
                                    MarkdownText.cell(finding.location()
                                            .map(Object::toString)
                                            .orElse("")),
                                    MarkdownText.cell(finding.message()),
                                    MarkdownText.cell(finding.tool() + " " + finding.rule()))));
        }
        if (old.size() > MOST_ROWS) {
            text.append("\nThe first %d of %d.\n".formatted(MOST_ROWS, old.size()));
        }
        return new Section("Baseline", text.toString());
    }
}
