package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Scope;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * hadolint on every Dockerfile of the repository, with the team's own {@code .hadolint.yaml}.
 *
 * @see <a href="https://github.com/hadolint/hadolint#cli">its options</a>
 */
final class Hadolint implements Check {
    private static final String NO_CONFIGURATION = "Error parsing your config file";

    @Override
    public String tool() {
        return "hadolint";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof RepositoryFacts facts && !facts.dockerfiles().isEmpty();
    }

    @Override
    public Optional<Scope> scope() {
        return Optional.of(
                new Scope(Pattern.compile("(?s).*"), Pattern.compile("(?s)(.*/)?\\.?hadolint\\.ya?ml"), List.of()));
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(List.of("hadolint", "--no-color", "--format", "json"));
        if (target instanceof RepositoryFacts facts) {
            facts.dockerfiles().forEach(file -> arguments.add("./" + file));
        }
        return Invocation.of(arguments);
    }

    /** What is below the team's failure threshold ends with 0 though it is in the report. */
    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() != 0 && report.code() != 1) {
            return report.crashed();
        }
        Optional<List<Finding>> findings = HadolintParser.parse(report.output(), report.paths());
        if (findings.isEmpty() && report.code() == 0) {
            return new ToolRun.NoReport("hadolint's report is not whole JSON");
        }
        if (findings.isEmpty() || (findings.get().isEmpty() && report.code() == 1)) {
            return report.crashed();
        }
        return ToolRun.of(
                findings.get(),
                report.errors().contains(NO_CONFIGURATION)
                        ? List.of("hadolint did not understand the team's configuration and went on without it")
                        : List.of());
    }
}
