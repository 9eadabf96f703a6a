package dev.greenlight.checks.tools.dependencies;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * safety on what a Django service's requirements files ask for, where the project has a database for it.
 *
 * @see <a href="https://github.com/pyupio/safety/tree/1.10.3">the last version that needs no account</a>
 */
final class Safety implements Check {
    /** What its {@code sys.exit(-1)} becomes. */
    private static final int FOUND = 255;

    @Override
    public String tool() {
        return "safety";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return ServiceFacts.is(target, Service.Kind.DJANGO)
                && !PackageLines.requirements(target).isEmpty()
                && advisories.safetyDb().isPresent();
    }

    @Override
    public boolean readsDatabase() {
        return true;
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        String database = setting.project()
                .resolve(setting.advisories().safetyDb().orElse("."))
                .toString();
        List<String> arguments = new ArrayList<>(List.of("safety", "check", "--json", "--db", database));
        PackageLines.files(target).forEach(file -> arguments.addAll(List.of("--file", file)));
        return Invocation.of(arguments);
    }

    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() != 0 && report.code() != FOUND) {
            return report.crashed();
        }
        Optional<List<Finding>> findings = SafetyParser.parse(report.output(), report.target(), report.paths());
        if (findings.isEmpty()) {
            return report.code() == 0 ? new ToolRun.NoReport("safety's report is not whole JSON") : report.crashed();
        }
        return (report.code() == FOUND) == !findings.get().isEmpty()
                ? ToolRun.of(findings.get(), PackageLines.open(report.target()))
                : report.crashed();
    }
}
