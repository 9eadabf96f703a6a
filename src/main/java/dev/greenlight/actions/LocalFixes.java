package dev.greenlight.actions;

import dev.greenlight.actions.quality.ProjectChecks;
import dev.greenlight.actions.quality.QualityRequest;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.TimeLimits;
import dev.greenlight.checks.fixes.FixesExecutor;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.util.List;

/** What {@code quality --fix} does before it checks. */
final class LocalFixes {
    private LocalFixes() {}

    /** In a job nobody keeps the checkout. */
    static void refuseInJob(Inputs inputs, Surroundings surroundings) {
        if (surroundings.environment().containsKey("GITHUB_ACTIONS")) {
            inputs.refuse(
                    CommandTree.FIX, "true", "nothing in a job, whose files are gone at its end", "(leave it out)");
        }
    }

    /** Has the tools repair the workspace, and says which files they changed. */
    static void make(ProjectChecks checks, QualityRequest request, Surroundings surroundings) {
        say(fixes(checks.checkout(), checks.plan(request.wanted()), checks.limits(), surroundings), surroundings);
    }

    private static FixesExecutor.Fixes fixes(
            Checkout checkout, List<PlannedCheck> plan, TimeLimits limits, Surroundings surroundings) {
        ChecksExecutor executor = new ChecksExecutor(
                checkout,
                Sandbox.find(surroundings.environment()),
                surroundings.commands(),
                surroundings.progress(),
                surroundings.clock());
        try {
            return new FixesExecutor(checkout, executor).run(plan, limits);
        } catch (IOException e) {
            throw new ExternalFailure(
                    "bring repaired files back", "the disk did not allow it: " + e, "Look at the files' owner.", e);
        }
    }

    private static void say(FixesExecutor.Fixes fixes, Surroundings surroundings) {
        if (fixes.results().isEmpty()) {
            surroundings.progress().say("No check that was asked for can repair anything");
        } else if (fixes.changed().isEmpty()) {
            surroundings.progress().say("Nothing was repaired");
        }
        fixes.changed().forEach(file -> surroundings.progress().say("Repaired: " + file));
        fixes.kept()
                .forEach(file -> surroundings
                        .progress()
                        .warn(file + " was changed while it was repaired, and stays as it is now"));
    }
}
