package dev.greenlight.actions.publication;

import dev.greenlight.report.Finding;
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
    private static final int LONGEST_CELL = 400;

    private final RunnerContext context;

    SummaryPage(RunnerContext context) {
        this.context = context;
    }

    String headline(Report report) {
        return switch (report.verdict()) {
            case Verdict.Passed() -> headline("✅ " + report.title(), List.of());
            case Verdict.Failed(var reasons) -> headline("❌ " + report.title(), reasons);
            case Verdict.Broken(var reasons) -> headline("⛔ " + report.title(), reasons);
        };
    }

    String headline(String title, List<String> reasons) {
        StringBuilder text = new StringBuilder("## ").append(cell(title)).append("\n\n");
        reasons.stream()
                .limit(MOST_REASONS)
                .forEach(reason -> text.append("- ").append(cell(reason)).append('\n'));
        if (reasons.size() > MOST_REASONS) {
            text.append("- and ").append(reasons.size() - MOST_REASONS).append(" more\n");
        }
        return text.toString();
    }

    /** The report's own sections, then the findings, gravest first as given. */
    List<Section> sections(Report report, List<Finding> gravestFirst) {
        List<Section> sections = new ArrayList<>(report.sections());
        if (!gravestFirst.isEmpty()) {
            sections.add(new Section("Findings (" + gravestFirst.size() + ")", table(gravestFirst)));
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
                        .append(cell(finding.message()))
                        .append(" | ")
                        .append(cell(finding.tool() + " " + finding.rule()))
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
                        .map(link -> "[" + cell(place.toString()) + "]("
                                + link.replace(")", "%29").replace("|", "%7C") + ")")
                        .orElse(cell(place.toString())))
                .orElse("");
    }

    /** A tool's words must not become markup: they may quote what an attacker wrote. */
    private static String cell(String text) {
        String cut = text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
        return cut.strip()
                .replaceAll("([\\\\`*_\\[\\]|~#])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replaceAll("\\R", "<br>");
    }
}
