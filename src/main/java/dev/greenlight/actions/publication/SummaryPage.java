package dev.greenlight.actions.publication;

import dev.greenlight.report.Finding;
import dev.greenlight.report.MarkdownText;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.RunnerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as GitHub-flavoured Markdown. */
final class SummaryPage {
    /** More rows are not read by anybody, and crowd out the sections. */
    private static final int MOST_ROWS = 500;

    private static final int MOST_REASONS = 50;

    private final RunnerContext context;

    SummaryPage(RunnerContext context) {
        this.context = context;
    }

    String headline(Report report) {
        return switch (report.verdict()) {
            case Verdict.Passed() -> headline("✅ " + report.title(), List.of());
            case Verdict.Failed(var reasons) -> headline("❌ " + report.title(), reasons);
        };
    }

    String headline(String title, List<String> reasons) {
        StringBuilder text =
                new StringBuilder("## ").append(MarkdownText.cell(title)).append("\n\n");
        reasons.stream()
                .limit(MOST_REASONS)
                .forEach(reason ->
                        text.append("- ").append(MarkdownText.cell(reason)).append('\n'));
        if (reasons.size() > MOST_REASONS) {
            text.append("- and ").append(reasons.size() - MOST_REASONS).append(" more\n");
        }
        return text.toString();
    }

    /** The report's own sections, then its findings. */
    List<Section> sections(Report report) {
        List<Section> sections = new ArrayList<>(report.sections());
        if (!report.findings().isEmpty()) {
            sections.add(new Section("Findings (" + report.findings().size() + ")", table(report.findings())));
        }
        return sections;
    }

    private String table(List<Finding> findings) {
        StringBuilder table = new StringBuilder("| | Where | What | Rule |\n| --- | --- | --- | --- |\n");
        findings.stream()
                .limit(MOST_ROWS)
                .forEach(finding -> table.append("| ")
                        .append(finding.severity().name().toLowerCase(Locale.ROOT))
                        .append(" | ")
                        .append(where(finding))
                        .append(" | ")
                        .append(MarkdownText.cell(finding.message()))
                        .append(" | ")
                        .append(MarkdownText.cell(finding.tool() + " " + finding.rule()))
                        .append(" |\n"));
        if (findings.size() > MOST_ROWS) {
            table.append("\nThe first ")
                    .append(MOST_ROWS)
                    .append(" of ")
                    .append(findings.size())
                    .append(" findings.\n");
        }
        return table.toString();
    }

    private String where(Finding finding) {
        return finding.location()
                .map(place -> context.linkTo(place.path(), place.line())
                        .map(link -> "[" + MarkdownText.cell(place.toString()) + "]("
                                + link.replace(")", "%29").replace("|", "%7C") + ")")
                        .orElse(MarkdownText.cell(place.toString())))
                .orElse("");
    }
}
