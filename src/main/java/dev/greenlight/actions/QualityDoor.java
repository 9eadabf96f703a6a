package dev.greenlight.actions;

import dev.greenlight.actions.publication.ReportArtifact;
import dev.greenlight.actions.quality.GitHubCheckRun;
import dev.greenlight.actions.quality.ProjectChecks;
import dev.greenlight.actions.quality.QualityReport;
import dev.greenlight.actions.remembering.RememberedChecks;
import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.ChecksReport;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.assessment.Assessment;
import dev.greenlight.checks.assessment.Comparison;
import dev.greenlight.checks.baseline.FolderLines;
import dev.greenlight.checks.baseline.Mark;
import dev.greenlight.checks.baseline.Marker;
import dev.greenlight.checks.comparison.Comparer;
import dev.greenlight.checks.comparison.Reference;
import dev.greenlight.checks.comparison.References;
import dev.greenlight.checks.history.EventFile;
import dev.greenlight.checks.history.GitHistory;
import dev.greenlight.checks.history.Target;
import dev.greenlight.checks.history.TargetPlanner;
import dev.greenlight.checks.memory.Remembered;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.process.Deadline;
import dev.greenlight.project.Project;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.project.waivers.WaiversFile;
import dev.greenlight.report.Finding;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.report.waivers.Waiver;
import dev.greenlight.report.waivers.WaiverGate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The action {@code quality}: static checks of every service. */
final class QualityDoor implements Door {
    private static final String MERGE_BASE = "merge-base";

    @Override
    public String name() {
        return "quality";
    }

    /** The inputs; those that name files are resolved. */
    private record Request(
            Path config,
            List<String> wanted,
            Severity failOn,
            Duration limit,
            Duration budget,
            Path waivers,
            String baseline,
            Path baselineFile) {

        static Request read(Inputs inputs, Path workspace) {
            return new Request(
                    inputs.within(workspace, "config", "greenlight.yml"),
                    inputs.list("checks"),
                    inputs.choice("fail-on", List.of("error", "warning", "note"))
                            .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                            .orElse(Severity.ERROR),
                    inputs.duration("time-limit").orElse(Duration.ofMinutes(10)),
                    inputs.duration("budget").orElse(Duration.ofMinutes(2)),
                    inputs.within(workspace, "waivers", WaiversFile.NAME),
                    inputs.choice("baseline", List.of("none", "file", MERGE_BASE))
                            .orElse("none"),
                    inputs.within(workspace, "baseline-file", "greenlight-baseline.json"));
        }
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        Instant start = surroundings.clock().instant();
        Path workspace = surroundings.workspace();
        Request request = Request.read(inputs, workspace);
        Optional<String> ref = inputs.optional("baseline-ref");
        Optional<GitHubCheckRun> checkRun = checkRun(inputs, surroundings);
        boolean memory = inputs.flag("memory");
        inputs.artifact(ReportArtifact.INPUT, surroundings);
        inputs.check();
        // Read even when nothing is to be checked: broken files are refused whatever is asked for.
        Optional<Project> project = read(inputs, () -> ProjectFile.read(workspace, request.config()));
        Optional<List<Waiver>> waivers = read(inputs, () -> WaiversFile.read(workspace, request.waivers()));
        inputs.check();
        Run run = new Run(surroundings, request, project.orElseThrow(), waivers.orElseThrow(), ref, memory, start);
        Report report = run.report();
        checkRun.ifPresent(at -> at.publish(report));
        return report;
    }

    private static Optional<GitHubCheckRun> checkRun(Inputs inputs, Surroundings surroundings) {
        var token = inputs.secret("github-token");
        if (!inputs.flag("check-run")) {
            return Optional.empty();
        }
        if (token.isEmpty()) {
            inputs.refuse("github-token", "", "a token with the permission checks: write", "${{ github.token }}");
            return Optional.empty();
        }
        Optional<GitHubCheckRun> checkRun =
                GitHubCheckRun.of(surroundings.environment(), token.get(), surroundings.progress());
        if (checkRun.isEmpty()) {
            inputs.refuse("check-run", "true", "false outside of a GitHub job", "false");
        }
        return checkRun;
    }

    private static <T> Optional<T> read(Inputs inputs, Supplier<T> file) {
        try {
            return Optional.of(file.get());
        } catch (InvalidInput refused) {
            inputs.refuse(refused);
            return Optional.empty();
        }
    }

    /** One run, its inputs all accepted. */
    private record Run(
            Surroundings surroundings,
            Request request,
            Project project,
            List<Waiver> waivers,
            Optional<String> ref,
            boolean memory,
            Instant start) {
        Report report() {
            if (request.wanted().equals(List.of(ChecksPlanner.NONE))) {
                return report(nothing(), new Verdict.Passed(), Set.of(), Optional.empty());
            }
            ProjectChecks checks = checks();
            List<PlannedCheck> plan = checks.plan(request.wanted());
            // What is checked beside the services fits nearly everywhere, and must not hide that no service was looked
            // at.
            if (request.wanted().isEmpty()
                    && plan.stream().noneMatch(check -> check.target() instanceof ServiceFacts)) {
                return report(nothing(), nothingToCheck(), Set.of(), Optional.empty());
            }
            Target target =
                    TargetPlanner.plan(ref, surroundings.environment(), EventFile.read(surroundings.environment()));
            References references = new References(history(), surroundings.workspace());
            Reference reference = reference(references, target);
            Optional<Remembered> remembered = Optional.of(checks.run(plan, remembering()));
            ChecksReport report = assess(checks, remembered.orElseThrow().results(), reference);
            return report(
                    report,
                    report.verdict(),
                    touched(references, reference, target),
                    remembered.filter(known -> memory));
        }

        private ProjectChecks checks() {
            return new ProjectChecks(
                    project,
                    new Checkout(
                            surroundings.workspace(),
                            request.config().resolveSibling("").normalize(),
                            project.advisories()),
                    surroundings.environment(),
                    surroundings.commands(),
                    Deadline.in(request.limit()),
                    surroundings.clock(),
                    surroundings.progress());
        }

        private Optional<RememberedChecks> remembering() {
            return memory
                    ? Optional.of(new RememberedChecks(
                            surroundings.environment(),
                            surroundings.results(),
                            surroundings.clock(),
                            surroundings.progress()))
                    : Optional.empty();
        }

        private GitHistory history() {
            return new GitHistory(
                    surroundings.commands(),
                    surroundings.workspace(),
                    surroundings.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
        }

        private Reference reference(References references, Target target) {
            return switch (request.baseline()) {
                case MERGE_BASE ->
                    references.mergeBase(target, !surroundings.environment().containsKey("GITHUB_ACTIONS"));
                case "file" ->
                    references.earlier(
                            request.baselineFile(), surroundings.reports().resolve(QualityReport.BASELINE));
                default -> new Reference.Nothing();
            };
        }

        private static Set<String> touched(References references, Reference reference, Target target) {
            return reference instanceof Reference.Tree tree ? tree.changes().touched() : references.touched(target);
        }

        private ChecksReport assess(ProjectChecks checks, List<CheckResult> results, Reference reference) {
            List<Finding> findings = results.stream()
                    .flatMap(result -> result.findings().stream())
                    .toList();
            List<Mark> marks = new Marker(new FolderLines(surroundings.workspace())).mark(findings);
            Optional<Comparison> comparison = new Comparer(
                            history(), surroundings.workspace(), checks.folders(), checks)
                    .compare(reference, results, marks);
            WaiverGate gate = new WaiverGate(
                    waivers, LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC));
            Assessment assessment =
                    Assessment.of(findings, marks, gate.review(findings, tool -> spoke(tool, results)), comparison);
            return new ChecksReport(results, request.failOn(), assessment);
        }

        /** Whether a tool, or with an empty name every tool that there is to run, has told all that it would find. */
        private boolean spoke(String tool, List<CheckResult> results) {
            boolean all = tool.isEmpty()
                    ? request.wanted().isEmpty()
                    : results.stream().anyMatch(of(tool));
            return all && results.stream().filter(of(tool)).allMatch(CheckResult::complete);
        }

        private static java.util.function.Predicate<CheckResult> of(String tool) {
            return result -> tool.isEmpty() || result.tool().equals(tool);
        }

        private ChecksReport nothing() {
            return new ChecksReport(List.of(), request.failOn(), Assessment.NOTHING);
        }

        private static Verdict nothingToCheck() {
            return new Verdict.Failed(
                    List.of("no service of greenlight.yml has anything to check; ask for 'none' when that is right"));
        }

        private Report report(
                ChecksReport checks, Verdict verdict, Set<String> touched, Optional<Remembered> remembered) {
            return new QualityReport(
                            checks,
                            verdict,
                            surroundings.commit(),
                            surroundings
                                    .workspace()
                                    .relativize(request.config())
                                    .toString(),
                            touched,
                            Duration.between(start, surroundings.clock().instant()),
                            request.budget(),
                            remembered)
                    .report();
        }
    }
}
