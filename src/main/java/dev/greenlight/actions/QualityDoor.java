package dev.greenlight.actions;

import dev.greenlight.actions.publication.ReportArtifact;
import dev.greenlight.actions.quality.Equipment;
import dev.greenlight.actions.quality.GitHubCheckRun;
import dev.greenlight.actions.quality.ProjectChecks;
import dev.greenlight.actions.quality.QualityRequest;
import dev.greenlight.actions.quality.QualityRequest.Against;
import dev.greenlight.actions.quality.QualityRequest.Mode;
import dev.greenlight.actions.quality.QualityRequest.Times;
import dev.greenlight.actions.quality.QualityRun;
import dev.greenlight.actions.remembering.RememberedChecks;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.TimeLimits;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.process.Deadline;
import dev.greenlight.project.Project;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.project.waivers.WaiversFile;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.Waiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The action {@code quality}: static checks of every service, and of the repository. */
final class QualityDoor implements Door {
    private final boolean fixing;

    QualityDoor() {
        this(false);
    }

    /** @param fixing whether tools repair what they can before the checks, when everything that was asked for is accepted */
    QualityDoor(boolean fixing) {
        this.fixing = fixing;
    }

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        Instant start = surroundings.clock().instant();
        Path workspace = surroundings.workspace();
        QualityRequest request = request(inputs, workspace);
        Optional<RememberedChecks> memory = memory(inputs, surroundings);
        Optional<GitHubCheckRun> checkRun = checkRun(inputs, surroundings);
        inputs.artifact(ReportArtifact.INPUT, surroundings);
        if (fixing) {
            LocalFixes.refuseInJob(inputs, surroundings);
        }
        inputs.check();
        // Read even when nothing is to be checked: broken files are refused whatever is asked for.
        Optional<Project> project = read(inputs, () -> ProjectFile.read(workspace, request.config()));
        Optional<List<Waiver>> waivers = read(inputs, () -> WaiversFile.read(workspace, request.waivers()));
        inputs.check();
        ProjectChecks checks = checks(surroundings, request, project.orElseThrow());
        Optional<Runnable> repairs =
                fixing ? Optional.of(() -> LocalFixes.make(checks, request, surroundings)) : Optional.empty();
        Report report = new QualityRun(checks, request, waivers.orElseThrow(), memory, repairs, start).report();
        checkRun.ifPresent(at -> at.publish(report));
        return report;
    }

    private static QualityRequest request(Inputs inputs, Path workspace) {
        return new QualityRequest(
                inputs.within(workspace, "config", QualityRequest.CONFIG),
                inputs.list("checks"),
                inputs.choice("fail-on", List.of("error", "warning", "note"))
                        .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Severity.ERROR),
                Times.of(
                        inputs.duration("time-limit").orElse(Duration.ofMinutes(10)),
                        inputs.duration("tool-time-limit"),
                        inputs.duration("budget").orElse(Duration.ofMinutes(2))),
                inputs.within(workspace, "waivers", WaiversFile.NAME),
                new Against(
                        inputs.choice("baseline", List.of("none", "file", "merge-base"))
                                .map(word -> Mode.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT)))
                                .orElse(Mode.NONE),
                        inputs.within(workspace, "baseline-file", QualityRequest.BASELINE),
                        inputs.optional("baseline-ref")),
                inputs.choice("files", List.of("all", "changed"))
                        .filter("changed"::equals)
                        .isPresent());
    }

    private static Optional<RememberedChecks> memory(Inputs inputs, Surroundings surroundings) {
        return inputs.flag("memory")
                ? Optional.of(new RememberedChecks(
                        surroundings.environment(),
                        surroundings::results,
                        surroundings.clock(),
                        surroundings.progress()))
                : Optional.empty();
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

    private static ProjectChecks checks(Surroundings surroundings, QualityRequest request, Project project) {
        Path folder = request.config().resolveSibling("").normalize();
        return new ProjectChecks(
                project,
                new Checkout(surroundings.workspace(), folder, project.advisories()),
                new Equipment(
                        Sandbox.find(surroundings.environment()),
                        surroundings.commands(),
                        surroundings.progress(),
                        surroundings.clock(),
                        surroundings.environment()),
                new TimeLimits(
                        Deadline.in(request.times().limit()), request.times().toolLimit()));
    }
}
