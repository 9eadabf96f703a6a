package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * actionlint on the repository's workflows.
 *
 * @see <a href="https://github.com/rhysd/actionlint/blob/main/docs/usage.md#exit-status">its exit codes</a>
 */
final class Actionlint implements Check {
    @Override
    public String tool() {
        return "actionlint";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof RepositoryFacts facts && !facts.workflows().isEmpty();
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(List.of("actionlint", "-no-color", "-format", "{{json .}}"));
        // Where it finds these two it has them look at scripts, so that a machine that has one would find other things.
        arguments.addAll(List.of("-shellcheck=", "-pyflakes="));
        if (target instanceof RepositoryFacts facts) {
            facts.workflows().forEach(file -> arguments.add("./" + file));
        }
        return Invocation.of(arguments);
    }

    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() != 0 && report.code() != 1) {
            return report.crashed();
        }
        Optional<List<Finding>> findings = ActionlintParser.parse(report.output(), report.paths());
        if (findings.isEmpty()) {
            return new ToolRun.NoReport("actionlint's report is not whole JSON");
        }
        return (report.code() == 1) == !findings.get().isEmpty() ? ToolRun.of(findings.get()) : report.crashed();
    }
}
