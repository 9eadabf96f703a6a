package dev.greenlight.actions.quality;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.ServiceFacts;
import dev.greenlight.checks.ServiceFolder;
import dev.greenlight.checks.comparison.Recheck;
import dev.greenlight.checks.scratch.CheckoutShield;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Deadline;
import dev.greenlight.project.Project;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The checks of one project.
 *
 * @param project what it consists of
 * @param workspace the repository's root; absolute
 * @param folder the folder of {@code greenlight.yml}, in the workspace
 * @param sandbox where tools run
 * @param commands runs them
 * @param deadline for all of them, on whatever tree
 * @param progress is told how it goes
 */
public record ProjectChecks(
        Project project,
        Path workspace,
        Path folder,
        Sandbox sandbox,
        Commands commands,
        Deadline deadline,
        Progress progress)
        implements Recheck {

    /**
     * The checks to run.
     *
     * @param wanted tools by name; empty for all that fit
     */
    public List<PlannedCheck> plan(List<String> wanted) {
        return ChecksPlanner.plan(facts(folder), wanted);
    }

    /** Runs them on the workspace. */
    public List<CheckResult> run(List<PlannedCheck> plan) {
        return executor(workspace, folder).run(plan, deadline.left());
    }

    /** The folders that are looked at, relative to the workspace; empty text for all of it. */
    public List<String> folders() {
        return project.services().values().stream()
                .map(service -> workspace
                        .relativize(folder.resolve(service.path()).normalize())
                        .toString())
                .toList();
    }

    @Override
    public List<CheckResult> on(Path root, Set<Subject> subjects) {
        Path there = root.resolve(workspace.relativize(folder)).normalize();
        List<PlannedCheck> plan = ChecksPlanner.plan(facts(there), List.of()).stream()
                .filter(check -> subjects.contains(new Subject(check.tool(), check.service())))
                .toList();
        // The tools of another tree must not reach the checkout's token either.
        try (CheckoutShield _ = CheckoutShield.over(workspace, sandbox)) {
            return executor(root, there).run(plan, deadline.left());
        } catch (IOException e) {
            throw new ExternalFailure(
                    "keep the checkout's token from the tools",
                    "the folder .git could not be closed to them: " + e,
                    "Look at the folder's owner.",
                    e);
        }
    }

    private List<ServiceFacts> facts(Path top) {
        return project.services().values().stream()
                .map(service -> ServiceFolder.observe(top, service))
                .filter(facts -> top.equals(folder) || !facts.files().isEmpty())
                .toList();
    }

    private ChecksExecutor executor(Path root, Path top) {
        return new ChecksExecutor(root, top, sandbox, commands, progress);
    }
}
