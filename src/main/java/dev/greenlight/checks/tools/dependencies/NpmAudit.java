package dev.greenlight.checks.tools.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.JsonReport;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import dev.greenlight.report.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * npm's audit of what a React service's lock file names.
 *
 * @see <a href="https://docs.npmjs.com/cli/commands/npm-audit">the command</a>
 */
final class NpmAudit implements Check {
    @Override
    public String tool() {
        return "npm-audit";
    }

    /** It can only ask a registry. Without a lock file it says so, which is no clean audit. */
    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof ServiceFacts facts
                && ServiceFacts.is(target, Service.Kind.REACT)
                && facts.files().contains("package.json")
                && advisories.offline().isEmpty();
    }

    /** Told to stay offline by a project's {@code .npmrc}, it would ask nobody and report that nothing is known. */
    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(List.of(
                "npm",
                "audit",
                "--json",
                "--package-lock-only",
                "--no-offline",
                "--fetch-retries=1",
                "--no-update-notifier"));
        lockFolder(target, setting).ifPresent(folder -> arguments.addAll(List.of("--prefix", folder.toString())));
        setting.advisories().npm().ifPresent(npm -> arguments.add("--registry=" + npm + "/"));
        return Invocation.asking(arguments);
    }

    private static Optional<Path> lockFolder(Target target, Setting setting) {
        return target instanceof ServiceFacts facts
                ? facts.lockFolder().map(setting.project()::resolve).map(Path::normalize)
                : Optional.empty();
    }

    /** A registry that gives no answer is an error within the report, with the exit code that findings have as well. */
    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() != 0 && report.code() != 1) {
            return report.crashed();
        }
        Optional<JsonNode> root = JsonReport.parse(report.output()).filter(JsonNode::isObject);
        if (root.isEmpty()) {
            return report.code() == 0 ? new ToolRun.NoReport("npm's report is not whole JSON") : report.crashed();
        }
        Optional<String> refusal = NpmAuditParser.refusal(root.get());
        if (refusal.isPresent()) {
            return new ToolRun.PartSkipped("npm learned of no advisory: " + refusal.get(), List.of());
        }
        Optional<List<Finding>> findings = NpmAuditParser.parse(root.get(), report);
        if (findings.isEmpty()) {
            return new ToolRun.NoReport("npm's report is of a form that is not known");
        }
        return report.code() == 1 && findings.get().isEmpty()
                ? report.crashed()
                : ToolRun.of(findings.get(), LockGaps.of(report));
    }
}
