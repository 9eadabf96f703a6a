package dev.greenlight.checks.fixes;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ExpectedTimes;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.TimeLimits;
import dev.greenlight.checks.tools.ServiceFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        List<PlannedCheck> fixing = plan.stream()
                .filter(check -> check.target() instanceof ServiceFacts
                        && !check.check().fixing().isEmpty())
                .map(check -> new PlannedCheck(new Fixing(check.check()), check.target()))
                .toList();
        List<Path> folders = fixing.stream().map(this::folder).distinct().toList();
        Sources before = Sources.read(checkout.workspace(), folders);
        List<String> changed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<CheckResult> results = executor.run(
                fixing,
                limits,
                ExpectedTimes.USUAL,
                copy -> before.bringBack(copy, (file, brought) -> (brought ? changed : kept).add(file)));
        return new Fixes(changed, kept, results);
    }

    /** The service's folder, relative to the workspace. */
    private Path folder(PlannedCheck check) {
        String path =
                check.target() instanceof ServiceFacts facts ? facts.service().path() : "";
        return checkout.workspace().relativize(checkout.project().resolve(path)).normalize();
    }
}
