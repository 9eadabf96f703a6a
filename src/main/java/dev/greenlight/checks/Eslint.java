package dev.greenlight.checks;

import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.project.Service;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.List;
import java.util.Optional;

/**
 * ESLint, where the project uses it.
 *
 * @see <a href="https://eslint.org/docs/latest/use/command-line-interface#exit-codes">its exit codes</a>
 */
final class Eslint implements Check {
    @Override
    public String tool() {
        return "eslint";
    }

    @Override
    public boolean fits(ServiceFacts facts) {
        return facts.service().kind() == Service.Kind.REACT
                && (facts.eslint() || facts.files().stream().anyMatch(Eslint::configuration));
    }

    @Override
    public boolean fromNodeModules() {
        return true;
    }

    /** ESLint before its flat configuration looks at {@code .js} alone unless it is told more. */
    @Override
    public List<String> arguments(ServiceFacts facts) {
        boolean flat = facts.files().stream().anyMatch(name -> name.startsWith("eslint.config."));
        return flat ? List.of("--format", "json", ".") : List.of("--format", "json", "--ext", ".js,.jsx,.ts,.tsx", ".");
    }

    @Override
    public ToolRun read(Ending.Exited ending, ReportedPaths paths) {
        if (ending.code() > 1 || ending.code() < 0) {
            return new ToolRun.Crashed(ending.code(), Tail.of(ending, 20));
        }
        Optional<List<Finding>> findings = EslintParser.parse(ending.output(), paths);
        if (findings.isEmpty()) {
            return new ToolRun.NoReport("eslint's report is not whole JSON");
        }
        boolean errors = findings.get().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return errors == (ending.code() == 1)
                ? ToolRun.of(findings.get())
                : new ToolRun.Crashed(ending.code(), Tail.of(ending, 20));
    }

    private static boolean configuration(String name) {
        return name.startsWith("eslint.config.") || name.startsWith(".eslintrc");
    }
}
