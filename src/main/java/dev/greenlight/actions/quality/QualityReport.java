package dev.greenlight.actions.quality;

import dev.greenlight.checks.ChecksReport;
import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessment;
import dev.greenlight.checks.assessment.Comparison;
import dev.greenlight.checks.baseline.BaselineDocument;
import dev.greenlight.checks.reports.FindingRecords;
import dev.greenlight.checks.reports.JunitDocument;
import dev.greenlight.checks.reports.NextStep;
import dev.greenlight.checks.reports.NextStepsPlanner;
import dev.greenlight.checks.reports.QualitySections;
import dev.greenlight.checks.reports.RankingPlanner;
import dev.greenlight.checks.reports.SarifDocument;
import dev.greenlight.checks.reports.SarifPlanner;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run of {@code quality} comes to.
 *
 * @param checks the checks with their assessed findings
 * @param verdict what they come to
 * @param commit what was checked; empty when unknown
 * @param config the project's description, relative to the workspace
 * @param command does the same on a laptop, but for which checks
 * @param touched the files of the change; empty when unknown
 * @param took the time from the beginning
 * @param budget the time that is planned for it
 */
public record QualityReport(
        ChecksReport checks,
        Verdict verdict,
        String commit,
        String config,
        String command,
        Set<String> touched,
        Duration took,
        Duration budget) {
    /** The name of the file that a later run may compare with. */
    public static final String BASELINE = "quality-baseline.json";

    /** The folder of reports, relative to the workspace. */
    public static final String FOLDER = "greenlight-reports/";

    private static final String SARIF = "quality.sarif";
    private static final String JUNIT = "quality.xml";

    /** The whole of it. */
    public Report report() {
        Assessment assessment = checks.assessment();
        return new Report(
                        title(),
                        verdict,
                        RankingPlanner.rank(assessment.all(), touched),
                        sections(),
                        outputs(),
                        data(),
                        Map.of(),
                        Map.of())
                .withDocuments(Map.of(
                        SARIF,
                        SarifDocument.of(
                                checks.accounts(), assessment.comparison().isPresent(), config),
                        JUNIT,
                        new JunitDocument(checks.accounts(), checks.failOn()),
                        BASELINE,
                        new BaselineDocument(
                                commit,
                                assessment.all().stream().map(Assessed::finding).toList(),
                                assessment.all().stream().map(Assessed::mark).toList())));
    }

    private boolean passed() {
        return verdict instanceof Verdict.Passed;
    }

    private String title() {
        String outcome = passed() ? "passed" : "failed";
        int ran = checks.results().size();
        if (ran == 0) {
            return "quality %s: nothing was checked".formatted(outcome);
        }
        Assessment assessment = checks.assessment();
        StringBuilder title = new StringBuilder("quality %s: %s, %s"
                .formatted(
                        outcome, counted(ran, "check"), counted(assessment.all().size(), "finding")));
        if (assessment.comparison().isPresent()) {
            title.append(", ").append(assessment.count(Assessed::counts)).append(" new");
        }
        int waived = waived();
        return waived == 0
                ? title.toString()
                : title.append(", ").append(waived).append(" waived").toString();
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        QualitySections.steps(steps()).ifPresent(sections::add);
        sections.addAll(checks.sections());
        sections.addAll(QualitySections.beside(checks.assessment()));
        int leftOut = SarifPlanner.leftOut(checks.accounts());
        if (leftOut > 0) {
            sections.add(new Section(
                    "Left out",
                    "%d findings are not in %s, which code scanning would refuse otherwise; %squality.json has them all."
                            .formatted(leftOut, SARIF, FOLDER)));
        }
        if (!checks.results().isEmpty()) {
            sections.add(QualitySections.time(took, budget));
        }
        return sections;
    }

    private List<NextStep> steps() {
        return NextStepsPlanner.plan(checks.accounts(), checks.assessment().waivers(), checks.failOn(), command);
    }

    private int waived() {
        return checks.assessment().count(one -> one.waiver().isPresent());
    }

    private Map<String, String> outputs() {
        Assessment assessment = checks.assessment();
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", passed() ? "passed" : "failed");
        outputs.put("findings", String.valueOf(assessment.all().size()));
        outputs.put("new-findings", String.valueOf(assessment.count(Assessed::counts)));
        outputs.put("waived", String.valueOf(waived()));
        outputs.put("errors", String.valueOf(assessment.count(Severity.ERROR)));
        outputs.put("warnings", String.valueOf(assessment.count(Severity.WARNING)));
        outputs.put("notes", String.valueOf(assessment.count(Severity.NOTE)));
        outputs.put("report", FOLDER + "quality.json");
        outputs.put("sarif", FOLDER + SARIF);
        outputs.put("junit", FOLDER + JUNIT);
        outputs.put("baseline", FOLDER + BASELINE);
        return outputs;
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("commit", commit);
        data.put("seconds", took.toMillis() / 1000.0);
        data.put("budgetSeconds", budget.toMillis() / 1000.0);
        checks.assessment().comparison().map(Comparison::with).ifPresent(with -> data.put("comparedWith", with));
        data.put("checks", checks.data());
        data.put("findings", new FindingRecords(checks.assessment().all()));
        return data;
    }
}
