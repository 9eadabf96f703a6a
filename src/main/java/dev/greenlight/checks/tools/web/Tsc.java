package dev.greenlight.checks.tools.web;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * TypeScript's compiler as a checker of types.
 *
 * @see <a href="https://www.typescriptlang.org/docs/handbook/compiler-options.html">its options</a>
 */
final class Tsc implements Check {
    /** The greatest of its own exit codes, each of which says that something is wrong. */
    private static final int MOST = 4;

    @Override
    public String tool() {
        return "tsc";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof ServiceFacts facts
                && ServiceFacts.is(target, Service.Kind.REACT)
                && facts.files().contains("tsconfig.json");
    }

    @Override
    public boolean fromNodeModules() {
        return true;
    }

    /**
     * Without a build, a configuration that only refers to others checks nothing and is content; and a build that goes by dates takes what came
     * with the repository, and what it says of itself, for the last build.
     */
    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(List.of("tsc"));
        arguments.addAll(builds(target) ? List.of("--build", "--force") : List.of("--noEmit"));
        arguments.addAll(List.of("--pretty", "false"));
        return Invocation.of(arguments);
    }

    /** A build writes JavaScript beside its sources, which ESLint would look at when it is there in time. */
    @Override
    public boolean alone(Target target) {
        return builds(target);
    }

    private static boolean builds(Target target) {
        return target instanceof ServiceFacts facts && facts.references();
    }

    @Override
    public ToolRun read(ToolReport report) {
        TscParser.Parsed parsed = TscParser.parse(report.output(), report.paths());
        boolean explained =
                parsed.findings().isEmpty() == (report.code() == 0) && report.code() >= 0 && report.code() <= MOST;
        if (explained && !parsed.strange().isEmpty()) {
            return new ToolRun.NoReport(
                    "tsc printed a line that is no finding: " + parsed.strange().getFirst());
        }
        return explained ? ToolRun.of(parsed.findings()) : report.crashed();
    }
}
