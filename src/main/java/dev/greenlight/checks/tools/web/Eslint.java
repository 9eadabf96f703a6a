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
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof ServiceFacts facts
                && ServiceFacts.is(target, Service.Kind.REACT)
                && (facts.eslint() || facts.files().stream().anyMatch(EslintConfiguration::is));
    }

    @Override
    public boolean fromNodeModules() {
        return true;
    }

    @Override
    public List<String> fixing() {
        return List.of("--fix");
    }

    /** ESLint before its flat configuration looks at {@code .js} alone unless it is told more. */
    @Override
    public Invocation invocation(Target target, Setting setting) {
        boolean flat =
                target instanceof ServiceFacts facts && facts.files().stream().anyMatch(EslintConfiguration::flat);
        return Invocation.of(
                flat
                        ? List.of("eslint", "--format", "json", ".")
                        : List.of("eslint", "--format", "json", "--ext", ".js,.jsx,.ts,.tsx", "."));
    }

    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() > 1 || report.code() < 0) {
            return report.crashed();
        }
        Optional<EslintParser.Parsed> parsed = EslintParser.parse(report.output(), report.paths());
        if (parsed.isEmpty()) {
            return new ToolRun.NoReport("eslint's report is not whole JSON");
        }
        List<Finding> findings = parsed.get().findings();
        boolean errors = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        if (errors != (report.code() == 1)) {
            return report.crashed();
        }
        // Its own file, which it looks at like any other, is not what it is there for.
        boolean nothing = parsed.get().files().stream().allMatch(EslintConfiguration::is);
        return nothing ? ToolRun.nothing(tool()) : ToolRun.of(findings);
    }
}
