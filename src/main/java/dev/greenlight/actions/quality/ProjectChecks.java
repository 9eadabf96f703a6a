package dev.greenlight.actions.quality;

import dev.greenlight.actions.remembering.RememberedChecks;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.TimeLimits;
import dev.greenlight.checks.comparison.Recheck;
import dev.greenlight.checks.memory.Remembered;
import dev.greenlight.checks.memory.Remembering;
import dev.greenlight.checks.observation.ChangeHistory;
import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.CheckoutShield;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.project.Project;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks of one project.
 *
 * @param project what it consists of
 * @param checkout where it lies; absolute
 * @param equipment what its checks are run with
 * @param limits for all of them, on whatever tree, and for each
 */
public record ProjectChecks(Project project, Checkout checkout, Equipment equipment, TimeLimits limits) {
    /** The checks of the services, then of what belongs to none of them. @param wanted tools by name; empty for all that fit */
    public List<PlannedCheck> plan(List<String> wanted) {
        List<Target> targets = new ArrayList<>(targets(checkout));
        ChangeHistory.observe(checkout.workspace(), equipment.environment(), equipment.commands())
                .ifPresent(targets::add);
        return ChecksPlanner.plan(targets, project.advisories(), wanted);
    }

    /** Runs them on the workspace. @param memory what they came to before; empty to ask nothing and keep nothing */
    public Remembered run(List<PlannedCheck> plan, Optional<RememberedChecks> memory) {
        return run(plan, checkout, "", memory);
    }

    private Remembered run(List<PlannedCheck> plan, Checkout tree, String where, Optional<RememberedChecks> memory) {
        Remembering.Execution execution = (open, times) -> executor(tree).run(open, limits, times);
        return memory.map(known -> known.run(plan, tree, where, execution))
                .orElseGet(() -> RememberedChecks.forgetful(plan, execution));
    }

    /** The services' folders, relative to the workspace; empty text for all of it. */
    public List<String> folders() {
        return project.services().values().stream()
                .map(service ->
                        checkout.within().resolve(service.path()).normalize().toString())
                .toList();
    }

    /** Runs some of them on the merge base's tree. @param memory as for the workspace: where things lie is of no matter to it */
    public Recheck onMergeBase(Optional<RememberedChecks> memory) {
        return (root, subjects) -> {
            Checkout there = new Checkout(root, root.resolve(checkout.within()).normalize(), checkout.advisories());
            List<PlannedCheck> plan = ChecksPlanner.plan(targets(there), project.advisories(), List.of()).stream()
                    .filter(check -> subjects.contains(new Recheck.Subject(check.tool(), check.where())))
                    .toList();
            // The tools of another tree must not reach the checkout's token either.
            try (CheckoutShield _ = CheckoutShield.over(checkout.workspace(), equipment.sandbox())) {
                return run(plan, there, " on the merge base", memory).results();
            } catch (IOException e) {
                throw new ExternalFailure(
                        "keep the checkout's token from the tools",
                        "a folder that may hold it could not be closed to them: " + e,
                        "Look at the folder's owner.",
                        e);
            }
        };
    }

    /** A service that another tree does not have is no target there. */
    private List<Target> targets(Checkout tree) {
        List<Target> targets = new ArrayList<>();
        for (var service : project.services().values()) {
            ServiceFacts facts = ServiceFolder.observe(tree.project(), service);
            if (tree.equals(checkout) || !facts.files().isEmpty()) {
                targets.add(facts);
            }
        }
        targets.addAll(RepositoryFolder.observe(
                tree.workspace(),
                ChangeHistory.ignored(tree.workspace(), equipment.environment(), equipment.commands()),
                tree.equals(checkout)
                        ? ChangeHistory.committed(tree.workspace(), equipment.environment(), equipment.commands())
                        : RepositoryFolder.everything(tree.workspace())));
        return targets;
    }

    private ChecksExecutor executor(Checkout tree) {
        return new ChecksExecutor(
                tree, equipment.sandbox(), equipment.commands(), equipment.progress(), equipment.clock());
    }
}
