package dev.greenlight.checks.tools.python;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Scope;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * bandit on a Django service, with the team's own configuration. It finds a {@code .bandit} by itself, the other two it has to be told of.
 *
 * @see <a href="https://bandit.readthedocs.io/en/latest/config.html">its configuration</a>
 */
final class Bandit implements Check {
    @Override
    public String tool() {
        return "bandit";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return ServiceFacts.is(target, Service.Kind.DJANGO);
    }

    @Override
    public boolean madeOf(String packageName) {
        return packageName.startsWith("bandit");
    }

    @Override
    public boolean walks() {
        return true;
    }

    /** Files that it is told of by name it looks at whatever the configuration says of them, and a {@code .bandit} it finds in folders alone. */
    @Override
    public Optional<Scope> scope() {
        return Optional.of(Scope.ofPython(
                ".*\\.pyw?",
                "\\.bandit|bandit\\.ya?ml",
                Scope.Choice.of("\\.bandit|bandit\\.ya?ml", ""),
                Scope.Choice.of("pyproject\\.toml", "tool\\s*\\.\\s*[\"']?bandit")));
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(List.of("bandit", "--recursive", ".", "--format", "json", "--quiet"));
        if (target instanceof ServiceFacts facts) {
            configuration(facts).ifPresent(file -> arguments.addAll(List.of("--configfile", file)));
        }
        return Invocation.of(arguments);
    }

    private static Optional<String> configuration(ServiceFacts facts) {
        return facts.bandit()
                ? Optional.of("pyproject.toml")
                : List.of("bandit.yaml", "bandit.yml").stream()
                        .filter(facts.files()::contains)
                        .findFirst();
    }

    /** It goes on when it cannot read a file, and then ends as if all were well. */
    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() != 0 && report.code() != 1) {
            return report.crashed();
        }
        Optional<BanditParser.Parsed> parsed = BanditParser.parse(report.output(), report.paths());
        if (parsed.isEmpty()) {
            return report.code() == 0 ? new ToolRun.NoReport("bandit's report is not whole JSON") : report.crashed();
        }
        if (parsed.get().files() == 0) {
            return ToolRun.nothing(tool());
        }
        boolean explained = (report.code() == 1) == !parsed.get().findings().isEmpty();
        return explained ? ToolRun.of(parsed.get().findings(), parsed.get().unread()) : report.crashed();
    }
}
