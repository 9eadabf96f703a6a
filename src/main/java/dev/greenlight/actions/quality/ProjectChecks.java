package dev.greenlight.actions.quality;

import dev.greenlight.actions.remembering.RememberedChecks;
import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.ExpectedTimes;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.comparison.Recheck;
import dev.greenlight.checks.memory.Remembered;
import dev.greenlight.checks.observation.ChangeHistory;
import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.CheckoutShield;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Deadline;
import dev.greenlight.project.Project;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checks of one project.
 *
 * @param project what it consists of
 * @param checkout where it lies; absolute
 * @param environment this process's
 * @param commands runs the tools
 * @param deadline for all of them, on whatever tree
 * @param clock tells how old advisories are
 * @param progress is told how it goes
 */
public record ProjectChecks(
        Project project,
        Checkout checkout,
        Map<String, String> environment,
        Commands commands,
        Deadline deadline,
        Clock clock,
        Progress progress)
        implements Recheck {

    /**
     * The checks to run: those of the services, then those of what belongs to none of them.
     *
     * @param wanted tools by name; empty for all that fit
     */
    public List<PlannedCheck> plan(List<String> wanted) {
        List<Target> targets = targets(checkout);
        ChangeHistory.observe(checkout.workspace(), environment, commands).ifPresent(targets::add);
        return ChecksPlanner.plan(targets, checkout.advisories(), wanted);
    }

    /** Runs them on the workspace. @param memory answers those that it knows; empty for none */
    public Remembered run(List<PlannedCheck> plan, Optional<RememberedChecks> memory) {
        return memory.map(known -> known.run(plan, checkout, (open, times) -> execute(checkout, open, times)))
                .orElseGet(() -> RememberedChecks.forgetful(plan, (open, times) -> execute(checkout, open, times)));
    }

    /** The folders that are looked at, relative to the workspace: all of it, since some checks belong to no service. */
    public List<String> folders() {
        return List.of("");
    }

    @Override
    public List<CheckResult> on(Path root, Set<Subject> subjects) {
        Path there = root.resolve(checkout.workspace().relativize(checkout.project()))
                .normalize();
        Checkout other = new Checkout(root, there, checkout.advisories());
        List<PlannedCheck> plan = ChecksPlanner.plan(targets(other), checkout.advisories(), List.of()).stream()
                .filter(check -> subjects.contains(new Subject(check.tool(), check.where())))
                .toList();
        // The tools of another tree must not reach the checkout's token either.
        try (CheckoutShield _ = CheckoutShield.over(checkout.workspace(), sandbox())) {
            return execute(other, plan, ExpectedTimes.USUAL);
        } catch (IOException e) {
            throw new ExternalFailure(
                    "keep the checkout's token from the tools",
                    "the folder .git could not be closed to them: " + e,
                    "Look at the folder's owner.",
                    e);
        }
    }

    /** What there is to check in a tree, without its history: what a merge base found in its own is not this change's. */
    private List<Target> targets(Checkout tree) {
        List<Target> targets = new ArrayList<>();
        project.services().values().stream()
                .map(service -> ServiceFolder.observe(tree.project(), service))
                .filter(facts -> tree.equals(checkout) || !facts.files().isEmpty())
                .forEach(targets::add);
        targets.addAll(RepositoryFolder.observe(
                tree.workspace(), ChangeHistory.ignored(tree.workspace(), environment, commands)));
        return targets;
    }

    private List<CheckResult> execute(Checkout tree, List<PlannedCheck> plan, ExpectedTimes times) {
        return new ChecksExecutor(tree, sandbox(), commands, progress, clock).run(plan, deadline.left(), times);
    }

    private Sandbox sandbox() {
        return Sandbox.find(environment);
    }
}
