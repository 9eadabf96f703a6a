package dev.greenlight.actions;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.fixes.FixesExecutor;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.project.Project;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What {@code quality --fix} does before it checks. */
final class LocalFixes {
    private LocalFixes() {}

    /**
     * Has the tools repair the workspace, and says which files they changed.
     *
     * @throws InvalidInput in a job, whose checkout nobody keeps
     */
    static void make(Inputs inputs, Surroundings surroundings) {
        if (surroundings.environment().containsKey("GITHUB_ACTIONS")) {
            throw new InvalidInput(
                    CommandTree.FIX, "true", "nothing in a job, whose files are gone at its end", "(leave it out)");
        }
        Path config = inputs.within(surroundings.workspace(), "config", "greenlight.yml");
        List<String> wanted = inputs.list("checks");
        Duration limit = inputs.duration("time-limit").orElse(Duration.ofMinutes(10));
        inputs.check();
        Project project = ProjectFile.read(surroundings.workspace(), config);
        Path folder = config.resolveSibling("").normalize();
        List<Target> services = project.services().values().stream()
                .<Target>map(service -> ServiceFolder.observe(folder, service))
                .toList();
        List<PlannedCheck> plan = ChecksPlanner.plan(services, project.advisories(), List.of()).stream()
                .filter(check -> wanted.isEmpty() || wanted.contains(check.tool()))
                .toList();
        Checkout checkout = new Checkout(surroundings.workspace(), folder, project.advisories());
        say(fixes(checkout, plan, limit, surroundings), surroundings);
    }

    private static FixesExecutor.Fixes fixes(
            Checkout checkout, List<PlannedCheck> plan, Duration limit, Surroundings surroundings) {
        ChecksExecutor executor = new ChecksExecutor(
                checkout,
                Sandbox.find(surroundings.environment()),
                surroundings.commands(),
                surroundings.progress(),
                surroundings.clock());
        try {
            return new FixesExecutor(checkout, executor).run(plan, limit);
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
