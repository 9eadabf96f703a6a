package dev.greenlight.actions.quality;

import dev.greenlight.actions.remembering.RememberedChecks;
import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.ChecksReport;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.assessment.Assessment;
import dev.greenlight.checks.assessment.Comparison;
import dev.greenlight.checks.baseline.FolderLines;
import dev.greenlight.checks.baseline.Mark;
import dev.greenlight.checks.baseline.Marker;
import dev.greenlight.checks.changes.Narrowing;
import dev.greenlight.checks.comparison.Comparer;
import dev.greenlight.checks.comparison.Reference;
import dev.greenlight.checks.comparison.References;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.history.EventFile;
import dev.greenlight.checks.history.GitHistory;
import dev.greenlight.checks.history.Target;
import dev.greenlight.checks.history.TargetPlanner;
import dev.greenlight.checks.memory.Remembered;
import dev.greenlight.checks.reports.QualitySections;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import dev.greenlight.report.waivers.Waiver;
import dev.greenlight.report.waivers.WaiverGate;
import dev.greenlight.report.waivers.WaiverReview;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of {@code quality}, its inputs all accepted.
 *
 * @param checks the project's
 * @param request what is asked for
 * @param waivers those of the repository
 * @param memory what checks came to before; empty to ask nothing and keep nothing
 * @param repairs made before the checks, when everything that is asked for is accepted; empty for none
 * @param start when it began
 */
public record QualityRun(
        ProjectChecks checks,
        QualityRequest request,
        List<Waiver> waivers,
        Optional<RememberedChecks> memory,
        Optional<Runnable> repairs,
        Instant start) {
    public QualityRun {
        waivers = List.copyOf(waivers);
    }

    /** Checks, compares, judges. */
    public Report report() {
        if (request.wanted().equals(List.of(ChecksPlanner.NONE))) {
            return report(nothing(), new Verdict.Passed(), Set.of());
        }
        List<PlannedCheck> plan = checks.plan(request.wanted());
        // What is checked beside the services fits nearly everywhere, and must not hide that no service was looked at.
        if (request.wanted().isEmpty() && plan.stream().noneMatch(check -> check.target() instanceof ServiceFacts)) {
            return report(nothing(), nothingToCheck(), Set.of());
        }
        Target target = TargetPlanner.plan(request.against().ref(), environment(), EventFile.read(environment()));
        References references = new References(history(), workspace());
        Reference reference = reference(references, target);
        if (repairs.isPresent()) {
            repairs.get().run();
            return new QualityRun(checks, request, waivers, memory, Optional.empty(), start).report();
        }
        try {
            return judged(plan, target, references, reference);
        } finally {
            memory.ifPresent(RememberedChecks::settle);
        }
    }

    private Report judged(List<PlannedCheck> plan, Target target, References references, Reference reference) {
        Narrowing narrowing = narrowing(plan, target);
        Remembered remembered = checks.run(narrowing.plan(), memory);
        ChecksReport report = assess(remembered.results(), reference, narrowing.tools());
        Optional<Changes> change = changes(references, reference, target);
        Report whole = report(
                report, verdict(report, plan), change.map(Changes::touched).orElse(Set.of()));
        Optional<Section> rules = RuleFiles.section(change, own());
        if (rules.isPresent()) {
            whole = whole.and(rules.get(), Map.of());
        }
        Optional<Section> section = narrowing.section();
        if (section.isPresent()) {
            whole = whole.and(section.get(), Map.of("changedFiles", narrowing.notes()));
        }
        return memory.isPresent() ? whole.and(remembered.section(), Map.of("memory", remembered.data())) : whole;
    }

    /** What the checks come to; what none of them looks at is not green because of the others. */
    private Verdict verdict(ChecksReport report, List<PlannedCheck> plan) {
        List<String> reasons =
                new ArrayList<>(report.verdict() instanceof Verdict.Failed failed ? failed.reasons() : List.of());
        if (request.wanted().isEmpty()) {
            String config = workspace().relativize(request.config()).toString();
            reasons.addAll(Coverage.gaps(plan, checks.project().services().keySet(), config));
        }
        return Verdict.of(reasons);
    }

    private Path workspace() {
        return checks.checkout().workspace();
    }

    private Map<String, String> environment() {
        return checks.equipment().environment();
    }

    private GitHistory history() {
        String path = environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return new GitHistory(checks.equipment().commands(), workspace(), path);
    }

    private Reference reference(References references, Target target) {
        return switch (request.against().mode()) {
            case NONE -> new Reference.Nothing();
            case FILE ->
                references.earlier(
                        request.against().file(), workspace().resolve(QualityReport.FOLDER + QualityReport.BASELINE));
            case MERGE_BASE -> references.mergeBase(target, !environment().containsKey("GITHUB_ACTIONS"));
        };
    }

    private static Optional<Changes> changes(References references, Reference reference, Target target) {
        return reference instanceof Reference.Tree tree ? Optional.of(tree.changes()) : references.changes(target);
    }

    /** The files of this run's own rules. */
    private Set<String> own() {
        return Stream.of(request.config(), request.waivers(), request.against().file())
                .map(file -> workspace().relativize(file).toString())
                .collect(Collectors.toSet());
    }

    /** Where the change is not certain, all files are looked at. */
    private Narrowing narrowing(List<PlannedCheck> plan, Target target) {
        if (!request.changed()) {
            return Narrowing.none(plan, Optional.empty());
        }
        if (environment().containsKey("GITHUB_ACTIONS")
                && environment().getOrDefault("GITHUB_BASE_REF", "").isBlank()) {
            return Narrowing.none(
                    plan,
                    Optional.of("this is no pull request, and what was there before may be as wrong as what is new"));
        }
        try {
            return Narrowing.of(
                    plan,
                    checks.checkout(),
                    request.config(),
                    history().since(history().mergeBase(target)));
        } catch (ExternalFailure e) {
            return Narrowing.none(plan, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private ChecksReport assess(List<CheckResult> results, Reference reference, Set<String> narrowed) {
        List<Finding> findings =
                results.stream().flatMap(result -> result.findings().stream()).toList();
        List<Mark> marks = new Marker(new FolderLines(workspace())).mark(findings);
        Optional<Comparison> comparison = new Comparer(
                        history(), workspace(), checks.folders(), checks.onMergeBase(memory))
                .compare(reference, results, marks);
        LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        WaiverReview review = new WaiverGate(waivers, today).review(findings, tool -> spoke(tool, results, narrowed));
        if (!review.ending().isEmpty()) {
            // One for all: a step may have ten warnings, and the findings have some of their own.
            checks.equipment().progress().warn(QualitySections.ending(review));
        }
        return new ChecksReport(results, request.failOn(), Assessment.of(findings, marks, review, comparison));
    }

    /** Whether a tool, or with an empty name every tool that there is to run, has told all that it would find. */
    private boolean spoke(String tool, List<CheckResult> results, Set<String> narrowed) {
        if (tool.isEmpty() ? !narrowed.isEmpty() : narrowed.contains(tool)) {
            return false;
        }
        Predicate<CheckResult> its = result -> tool.isEmpty() || result.tool().equals(tool);
        boolean asked =
                tool.isEmpty() ? request.wanted().isEmpty() : results.stream().anyMatch(its);
        return asked && results.stream().filter(its).allMatch(CheckResult::complete);
    }

    private Instant now() {
        return checks.equipment().clock().instant();
    }

    private ChecksReport nothing() {
        return new ChecksReport(List.of(), request.failOn(), Assessment.NOTHING);
    }

    private static Verdict nothingToCheck() {
        return new Verdict.Failed(
                List.of("no service of greenlight.yml has anything to check; ask for 'none' when that is right"));
    }

    private Report report(ChecksReport report, Verdict verdict, Set<String> touched) {
        return new QualityReport(
                        report,
                        verdict,
                        environment().getOrDefault("GITHUB_SHA", ""),
                        workspace().relativize(request.config()).toString(),
                        request.command(workspace()),
                        touched,
                        Duration.between(start, now()),
                        request.times().budget())
                .report();
    }
}
