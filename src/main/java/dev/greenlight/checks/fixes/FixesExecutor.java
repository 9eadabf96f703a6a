package dev.greenlight.checks.fixes;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ExpectedTimes;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.TimeLimits;
import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Has tools repair what they can, and brings the repaired files back into the workspace. */
public final class FixesExecutor {
    private final Checkout checkout;
    private final ChecksExecutor executor;

    /** @param executor runs the tools on a copy of the same checkout */
    public FixesExecutor(Checkout checkout, ChecksExecutor executor) {
        this.checkout = checkout;
        this.executor = executor;
    }

    /**
     * What came of it.
     *
     * @param changed the files that were repaired, relative to the workspace
     * @param kept files that were repaired in the copy and changed by somebody else meanwhile, and so stay as they are
     * @param results what each tool came to
     */
    public record Fixes(List<String> changed, List<String> kept, List<CheckResult> results) {
        public Fixes {
            changed = List.copyOf(changed);
            kept = List.copyOf(kept);
            results = List.copyOf(results);
        }
    }

    /**
     * Repairs.
     *
     * @param plan checks, of which those are run that can repair something
     * @param limits for all of them together, and for each
     */
    public Fixes run(List<PlannedCheck> plan, TimeLimits limits) throws IOException {
        List<String> changed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<CheckResult> results = new ArrayList<>();
        // Each kind on a copy of its own: no code of a service's packages reaches a workflow.
        for (Class<? extends Target> kind : List.of(ServiceFacts.class, RepositoryFacts.class)) {
            List<PlannedCheck> fixing = plan.stream()
                    .filter(check -> kind.isInstance(check.target())
                            && !check.check().fixing().isEmpty())
                    .map(check -> new PlannedCheck(new Fixing(check.check()), check.target()))
                    .toList();
            if (fixing.isEmpty()) {
                continue;
            }
            Sources before = Sources.read(
                    checkout.workspace(),
                    fixing.stream().flatMap(this::repairable).distinct().toList());
            results.addAll(executor.run(
                    fixing,
                    limits,
                    ExpectedTimes.USUAL,
                    copy -> before.bringBack(copy, (file, brought) -> (brought ? changed : kept).add(file))));
        }
        return new Fixes(changed, kept, results);
    }

    /** What it may repair, folders and files, relative to the workspace. */
    private Stream<Path> repairable(PlannedCheck check) {
        return switch (check.target()) {
            case ServiceFacts facts ->
                Stream.of(checkout.workspace()
                        .relativize(checkout.project().resolve(facts.service().path()))
                        .normalize());
            case RepositoryFacts facts ->
                Stream.concat(facts.workflows().stream(), facts.actions().stream())
                        .map(Path::of);
            case ComposeFacts _, HistoryFacts _ -> Stream.empty();
        };
    }
}
