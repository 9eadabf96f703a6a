package dev.greenlight.actions;

import dev.greenlight.actions.publication.ReportArtifact;
import dev.greenlight.actions.remembering.RememberedChecks;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.ChecksReport;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.memory.Remembered;
import dev.greenlight.checks.memory.Remembering;
import dev.greenlight.checks.observation.ChangeHistory;
import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.project.Project;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The action {@code quality}: static checks of every service. */
final class QualityDoor implements Door {
    @Override
    public String name() {
        return "quality";
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        Path workspace = surroundings.workspace();
        Path config = inputs.within(workspace, "config", "greenlight.yml");
        List<String> wanted = inputs.list("checks");
        Severity failOn = inputs.choice("fail-on", List.of("error", "warning", "note"))
                .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Severity.ERROR);
        Duration limit = inputs.duration("time-limit").orElse(Duration.ofMinutes(10));
        boolean memory = inputs.flag("memory");
        inputs.artifact(ReportArtifact.INPUT, surroundings);
        inputs.check();
        // Read even when nothing is to be checked: a broken greenlight.yml is refused whatever is asked for.
        Project project = ProjectFile.read(workspace, config);
        if (wanted.equals(List.of(ChecksPlanner.NONE))) {
            return report(surroundings, new ChecksReport(List.of(), failOn), new Verdict.Passed());
        }
        Path folder = config.resolveSibling("").normalize();
        List<PlannedCheck> plan =
                ChecksPlanner.plan(targets(project, folder, surroundings), project.advisories(), wanted);
        // What is checked beside the services fits nearly everywhere, and must not hide that no service was looked at.
        if (wanted.isEmpty() && plan.stream().noneMatch(check -> check.target() instanceof ServiceFacts)) {
            return report(surroundings, new ChecksReport(List.of(), failOn), nothingToCheck());
        }
        Checkout checkout = new Checkout(workspace, folder, project.advisories());
        ChecksExecutor executor = new ChecksExecutor(
                checkout,
                Sandbox.find(surroundings.environment()),
                surroundings.commands(),
                surroundings.progress(),
                surroundings.clock());
        Remembering.Execution execution = (open, times) -> executor.run(open, limit, times);
        Remembered remembered = memory
                ? new RememberedChecks(
                                surroundings.environment(),
                                surroundings.results(),
                                surroundings.clock(),
                                surroundings.progress())
                        .run(plan, checkout, execution)
                : RememberedChecks.forgetful(plan, execution);
        ChecksReport checks = new ChecksReport(remembered.results(), failOn);
        Report report = report(surroundings, checks, checks.verdict());
        return memory ? with(remembered, report) : report;
    }

    private static Report with(Remembered remembered, Report report) {
        List<Section> sections = new ArrayList<>(report.sections());
        sections.add(remembered.section());
        Map<String, Object> data = new LinkedHashMap<>(report.data());
        data.put("memory", remembered.data());
        return new Report(report.title(), report.verdict(), report.findings(), sections, report.outputs(), data);
    }

    /** The services, then what belongs to none of them. */
    private static List<Target> targets(Project project, Path folder, Surroundings surroundings) {
        List<Target> targets = new ArrayList<>();
        project.services().values().forEach(service -> targets.add(ServiceFolder.observe(folder, service)));
        targets.addAll(RepositoryFolder.observe(
                surroundings.workspace(),
                ChangeHistory.ignored(surroundings.workspace(), surroundings.environment(), surroundings.commands())));
        ChangeHistory.observe(surroundings.workspace(), surroundings.environment(), surroundings.commands())
                .ifPresent(targets::add);
        return targets;
    }

    private static Verdict nothingToCheck() {
        return new Verdict.Failed(
                List.of("no service of greenlight.yml has anything to check; ask for 'none' when that is right"));
    }

    private static Report report(Surroundings surroundings, ChecksReport checks, Verdict verdict) {
        boolean passed = verdict instanceof Verdict.Passed;
        int findings = checks.findings().size();
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", passed ? "passed" : "failed");
        outputs.put("findings", String.valueOf(findings));
        outputs.put("report", "greenlight-reports/quality.json");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("commit", surroundings.commit());
        data.put("checks", checks.data());
        return new Report(title(checks, passed), verdict, checks.findings(), checks.sections(), outputs, data);
    }

    private static String title(ChecksReport checks, boolean passed) {
        String outcome = passed ? "passed" : "failed";
        int ran = checks.results().size();
        int findings = checks.findings().size();
        return ran == 0
                ? "quality %s: nothing was checked".formatted(outcome)
                : "quality %s: %d %s, %d %s"
                        .formatted(
                                outcome,
                                ran,
                                ran == 1 ? "check" : "checks",
                                findings,
                                findings == 1 ? "finding" : "findings");
    }
}
