package dev.greenlight.checks;

import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.project.Service;
import dev.greenlight.report.Finding;
import java.util.List;

/**
 * TypeScript's compiler as a checker of types.
 *
 * @see <a href="https://www.typescriptlang.org/docs/handbook/compiler-options.html">its options</a>
 */
final class Tsc implements Check {
    @Override
    public String tool() {
        return "tsc";
    }

    @Override
    public boolean fits(ServiceFacts facts) {
        return facts.service().kind() == Service.Kind.REACT && facts.files().contains("tsconfig.json");
    }

    @Override
    public boolean fromNodeModules() {
        return true;
    }

    /** Without a build, a configuration that only refers to others checks nothing and is content. */
    @Override
    public List<String> arguments(ServiceFacts facts) {
        return facts.references() ? List.of("--build", "--pretty", "false") : List.of("--noEmit", "--pretty", "false");
    }

    @Override
    public ToolRun read(Ending.Exited ending, ReportedPaths paths) {
        List<Finding> findings = TscParser.parse(ending.output(), paths);
        boolean explained = findings.isEmpty() == (ending.code() == 0) && ending.code() <= 4;
        return explained ? ToolRun.of(findings) : new ToolRun.Crashed(ending.code(), Tail.of(ending, 20));
    }
}
