package dev.greenlight.checks;

import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.Sandboxes;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.FakeProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with two services and all the tools that they need. */
abstract class CheckedProject {
    static final String BANDIT = "{\"results\":[],\"errors\":[],\"metrics\":{\"./manage.py\":{}}}";

    @TempDir
    Path workspace;

    Path project;
    final FakeCommands commands = new FakeCommands();
    Duration limit = Duration.ofMinutes(1);
    Duration toolLimit = Duration.ofMinutes(1);

    @BeforeEach
    void a_project_with_two_services() {
        project = workspace.resolve("app");
        Folders.both(project);
        commands.prints("flake8", Folders.FLAKE8_CLEAN)
                .prints("bandit", BANDIT)
                .prints("osv-scanner", "{\"results\":[]}")
                .prints("pip-audit", "{\"dependencies\":[{\"name\":\"django\",\"version\":\"5.2.19\",\"vulns\":[]}]}")
                .prints("npm audit", "{\"vulnerabilities\":{},\"metadata\":{}}")
                .prints("gitleaks", "[]")
                .on("npm ci", this::install)
                .prints("bin/tsc", "")
                .prints("bin/eslint", "[{\"filePath\":\"a.js\",\"messages\":[]}]");
    }

    /** Installing puts the tools where npm would. */
    Ending install(Command command) {
        return Folders.installing(command, "tsc", "eslint");
    }

    Map<String, ToolRun> run() {
        return run(Advisories.PUBLIC, List.of()).stream()
                .collect(Collectors.toMap(CheckResult::tool, CheckResult::run, (a, b) -> a));
    }

    List<CheckResult> run(Advisories advisories, List<Target> more) {
        List<Target> targets = new ArrayList<>();
        Stream.of(Folders.BACKEND, Folders.FRONTEND)
                .map(service -> ServiceFolder.observe(project, service))
                .forEach(targets::add);
        targets.addAll(RepositoryFolder.observe(workspace, List.of(), List.of()));
        targets.addAll(more);
        return run(new Checkout(workspace, project, advisories), ChecksPlanner.plan(targets, advisories, List.of()));
    }

    List<CheckResult> run(Checkout checkout, List<PlannedCheck> plan) {
        Sandbox sandbox = Sandboxes.here(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "GITHUB_TOKEN",
                "secret",
                "SSL_CERT_FILE",
                "/ca.pem",
                "HTTPS_PROXY",
                "http://p"));
        return new ChecksExecutor(checkout, sandbox, commands, new FakeProgress(), Clock.systemUTC())
                .run(plan, new TimeLimits(Deadline.in(limit), toolLimit), ExpectedTimes.USUAL);
    }

    ToolRun run(String tool) {
        return java.util.Objects.requireNonNull(run().get(tool));
    }

    Command ran(String words) {
        return commands.ran().stream()
                .filter(command -> String.join(" ", command.arguments()).contains(words))
                .findFirst()
                .orElseThrow();
    }

    List<ToolRun> runs(String tool, List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.tool().equals(tool))
                .map(CheckResult::run)
                .toList();
    }
}
