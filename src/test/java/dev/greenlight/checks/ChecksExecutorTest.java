package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.Sandboxes;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksExecutorTest {
    private static final String BANDIT = "{\"results\":[],\"errors\":[],\"metrics\":{\"./manage.py\":{}}}";

    @TempDir
    Path workspace;

    private Path project;
    private final FakeCommands commands = new FakeCommands();

    @BeforeEach
    void a_project_with_two_services() {
        project = workspace.resolve("app");
        Folders.both(project);
        commands.prints("flake8", "")
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
    private Ending install(Command command) {
        for (String tool : List.of("tsc", "eslint")) {
            Folders.write(command.directory(), "node_modules/.bin/" + tool, "#!/bin/sh\n");
            assertThat(command.directory()
                            .resolve("node_modules/.bin/" + tool)
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        return new Ending.Exited(0, "", "", Duration.ZERO);
    }

    private Map<String, ToolRun> run() {
        return run(Advisories.PUBLIC, List.of()).stream()
                .collect(Collectors.toMap(CheckResult::tool, CheckResult::run, (a, b) -> a));
    }

    private List<CheckResult> run(Advisories advisories, List<Target> more) {
        List<Target> targets = new ArrayList<>();
        Stream.of(Folders.BACKEND, Folders.FRONTEND)
                .map(service -> ServiceFolder.observe(project, service))
                .forEach(targets::add);
        targets.addAll(RepositoryFolder.observe(workspace, List.of(), List.of()));
        targets.addAll(more);
        Sandbox sandbox = Sandboxes.here(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "GITHUB_TOKEN",
                "secret",
                "SSL_CERT_FILE",
                "/ca.pem",
                "HTTPS_PROXY",
                "http://p"));
        return new ChecksExecutor(
                        new Checkout(workspace, project, advisories),
                        sandbox,
                        commands,
                        new FakeProgress(),
                        Clock.systemUTC())
                .run(ChecksPlanner.plan(targets, advisories, List.of()), Duration.ofMinutes(1), ExpectedTimes.USUAL);
    }

    private ToolRun run(String tool) {
        return java.util.Objects.requireNonNull(run().get(tool));
    }

    private Command ran(String words) {
        return commands.ran().stream()
                .filter(command -> String.join(" ", command.arguments()).contains(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void clean_tools_are_clean() {
        assertThat(run(Advisories.PUBLIC, List.of()))
                .hasSize(9)
                .allMatch(result -> result.run() instanceof ToolRun.Clean);
    }

    @Test
    void findings_lie_in_the_workspace() {
        commands.exits("flake8", 1, "./manage.py:1:1: F401 'os' imported but unused\n", "");
        assertThat(run("flake8").findings())
                .extracting(Finding::location)
                .containsExactly(java.util.Optional.of(new Location("app/backend/manage.py", 1, 1)));
    }

    @Test
    void tools_see_a_copy_and_next_to_nothing_of_the_environment() throws IOException {
        run();
        Command flake8 = ran("flake8");
        assertThat(flake8.directory()).doesNotExist();
        assertThat(flake8.directory().toString()).endsWith("repository/app/backend");
        assertThat(flake8.environment().keySet()).isEqualTo(Set.of("PATH", "HOME", "LANG", "SSL_CERT_FILE"));
        assertThat(ran("npm ci").environment().keySet()).contains("HTTPS_PROXY").doesNotContain("GITHUB_TOKEN");
        assertThat(ran("pip-audit").environment().keySet())
                .contains("HTTPS_PROXY")
                .doesNotContain("GITHUB_TOKEN");
        assertThat(ran("npm ci").arguments()).contains("--ignore-scripts");
        assertThat(project.resolve("frontend/node_modules")).doesNotExist();
    }

    @Test
    void a_missing_tool_is_missing() {
        commands.missing("flake8").exits("bin/tsc", 127, "", "env: 'node': No such file or directory");
        assertThat(run())
                .hasEntrySatisfying("flake8", run -> assertThat(run).isInstanceOf(ToolRun.Missing.class))
                .hasEntrySatisfying("tsc", run -> assertThat(run).isInstanceOf(ToolRun.Missing.class));
    }

    @Test
    void a_tool_that_is_not_among_the_packages_is_missing() {
        commands.prints("npm ci", "");
        assertThat(run("eslint")).isInstanceOf(ToolRun.Missing.class);
    }

    @Test
    void a_crash_a_hang_and_half_a_report_are_three_different_things() {
        commands.exits("flake8", 1, "", "Traceback (most recent call last):\n")
                .hangs("bin/tsc", "")
                .prints("bin/eslint", "[{\"filePath\":");
        Map<String, ToolRun> runs = run();
        assertThat(runs.get("flake8")).isInstanceOf(ToolRun.Crashed.class);
        assertThat(runs.get("tsc")).isEqualTo(new ToolRun.TimedOut(Duration.ofMinutes(1)));
        assertThat(runs.get("eslint")).isInstanceOf(ToolRun.NoReport.class);
    }

    @Test
    void without_packages_the_tools_that_need_them_are_skipped() {
        commands.exits("npm ci", 1, "", "npm error code EUSAGE");
        Map<String, ToolRun> runs = run();
        assertThat(runs.get("flake8")).isInstanceOf(ToolRun.Clean.class);
        assertThat(runs.get("tsc"))
                .isInstanceOfSatisfying(
                        ToolRun.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains("npm ci", "EUSAGE"));
        assertThat(runs.get("eslint")).isInstanceOf(ToolRun.Skipped.class);
        assertThat(commands.lines()).noneMatch(line -> line.contains("bin/"));
    }

    @Test
    void without_a_lock_file_nothing_is_installed() throws IOException {
        Files.delete(project.resolve("frontend/package-lock.json"));
        assertThat(run("tsc")).isInstanceOf(ToolRun.Skipped.class);
        assertThat(commands.lines()).noneMatch(line -> line.contains("npm ci"));
    }

    @Test
    void right_packages_of_the_workspace_are_used_and_wrong_ones_are_not() throws IOException {
        Path packages = project.resolve("frontend/node_modules");
        Folders.write(packages, ".bin/tsc", "#!/bin/sh\n");
        assertThat(packages.resolve(".bin/tsc").toFile().setExecutable(true)).isTrue();
        Folders.write(
                packages, ".package-lock.json", "{\"packages\":{\"node_modules/typescript\":{\"version\":\"5\"}}}");
        assertThat(run("tsc")).isInstanceOf(ToolRun.Clean.class);
        assertThat(commands.lines()).noneMatch(line -> line.contains("npm ci"));

        Folders.write(
                packages, ".package-lock.json", "{\"packages\":{\"node_modules/typescript\":{\"version\":\"4\"}}}");
        run();
        assertThat(commands.lines()).anyMatch(line -> line.contains("npm ci"));
    }

    private static Advisories offline(Duration age) {
        return new Advisories(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("advisories"),
                Optional.empty(),
                age);
    }

    private List<ToolRun> runs(String tool, List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.tool().equals(tool))
                .map(CheckResult::run)
                .toList();
    }

    @Test
    void advisories_of_long_ago_leave_their_audit_incomplete_with_what_it_found() {
        Folders.write(project, "advisories/PyPI/A-1.json", "{\"modified\":\"2020-01-01T00:00:00Z\"}");
        assertThat(runs("osv-scanner", run(offline(Duration.ofDays(7)), List.of())))
                .hasSize(2)
                .allSatisfy(run -> assertThat(run)
                        .isInstanceOfSatisfying(
                                ToolRun.PartSkipped.class,
                                partly -> assertThat(partly.reason()).contains("older than 168 hours", "2020-01-01")));
        assertThat(runs("osv-scanner", run(offline(Duration.ZERO), List.of())))
                .isNotEmpty()
                .allMatch(ToolRun.Clean.class::isInstance);
        assertThat(ran("osv-scanner").environment()).containsKey("OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY");
    }

    @Test
    void a_crash_is_a_crash_however_old_the_advisories_are() {
        Folders.write(project, "advisories/PyPI/A-1.json", "{\"modified\":\"2020-01-01T00:00:00Z\"}");
        commands.exits("osv-scanner", 3, "", "panic: runtime error\n");
        assertThat(runs("osv-scanner", run(offline(Duration.ofDays(7)), List.of())))
                .isNotEmpty()
                .allMatch(ToolRun.Crashed.class::isInstance);
    }

    @Test
    void a_tool_may_end_as_if_it_were_missing() {
        commands.exits("osv-scanner", 127, "{\"results\":[]}", "could not find local databases for ecosystems: PyPI\n");
        assertThat(run("osv-scanner")).isInstanceOf(ToolRun.PartSkipped.class);
        commands.exits("osv-scanner", 127, "", "setpriv: failed to execute osv-scanner: No such file or directory\n");
        assertThat(run("osv-scanner")).isInstanceOf(ToolRun.Missing.class);
    }

    @Test
    void without_the_history_only_what_needs_it_is_skipped() {
        commands.exits("git clone", 128, "", "fatal: not a git repository\n");
        assertThat(runs("gitleaks", run(Advisories.PUBLIC, List.of(Folders.HISTORY))))
                .containsExactly(
                        new ToolRun.Clean(),
                        new ToolRun.Skipped("git could not copy the history: fatal: not a git repository"));
    }

    @Test
    void results_have_the_plans_order_whatever_ends_first() {
        assertThat(run(Advisories.PUBLIC, List.of()).stream().map(result -> result.tool() + " " + result.service()))
                .containsExactly(
                        "flake8 backend",
                        "bandit backend",
                        "pip-audit backend",
                        "osv-scanner backend",
                        "tsc frontend",
                        "eslint frontend",
                        "npm-audit frontend",
                        "osv-scanner frontend",
                        "gitleaks repository");
    }

    @Test
    void two_services_of_one_lock_file_install_once() throws IOException {
        Files.move(project.resolve("frontend/package-lock.json"), project.resolve("package-lock.json"));
        Service second =
                new Service("admin", Service.Kind.REACT, "admin", 8081, "/health", Optional.empty(), List.of());
        Folders.write(project, "admin/package.json", "{}");
        Folders.write(project, "admin/tsconfig.json", "{}");
        run(Advisories.PUBLIC, List.of(ServiceFolder.observe(project, second)));
        assertThat(commands.lines()).filteredOn(line -> line.contains("npm ci")).hasSize(1);
        assertThat(commands.lines())
                .filteredOn(line -> line.contains("bin/tsc"))
                .hasSize(2);
    }

    /** Every check that there is, on something that it fits. */
    private List<CheckResult> everything() {
        Advisories advisories = new Advisories(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("safety"),
                Duration.ZERO);
        Folders.write(project, "safety/insecure.json", "{\"$meta\":{\"timestamp\":1795910400}}");
        List<CheckResult> results = run(advisories, List.of(Folders.REPOSITORY, Folders.COMPOSE, Folders.HISTORY));
        assertThat(results.stream().map(CheckResult::tool).distinct())
                .containsExactlyInAnyOrderElementsOf(ChecksPlanner.tools());
        return results;
    }

    /** What needs packages or the history, which are not there either when nothing can be started. */
    private static boolean needsMore(CheckResult result) {
        return List.of("tsc", "eslint").contains(result.tool())
                || result.service().equals("history");
    }

    @Test
    void every_tool_that_is_not_there_is_missing() {
        commands.missing("");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isInstanceOf(needsMore(result) ? ToolRun.Skipped.class : ToolRun.Missing.class));
    }

    @Test
    void every_tool_that_does_not_end_is_timed_out() {
        commands.hangs("", "half a report");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isInstanceOf(needsMore(result) ? ToolRun.Skipped.class : ToolRun.TimedOut.class));
    }

    @Test
    void every_tool_that_is_killed_has_crashed() {
        commands.exits("", 137, "", "").on("npm ci", this::install).prints("git clone", "");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run()).as(result.tool()).isInstanceOf(ToolRun.Crashed.class));
    }
}
