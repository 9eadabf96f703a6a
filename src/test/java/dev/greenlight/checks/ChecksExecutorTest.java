package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksExecutorTest extends CheckedProject {
    @TempDir
    Path elsewhere;

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
        assertThat(flake8.environment().keySet()).isEqualTo(Set.of("PATH", "HOME", "TMPDIR", "LANG", "SSL_CERT_FILE"));
        assertThat(ran("npm ci").environment().keySet()).contains("HTTPS_PROXY").doesNotContain("GITHUB_TOKEN");
        assertThat(ran("pip-audit").environment().keySet())
                .contains("HTTPS_PROXY")
                .doesNotContain("GITHUB_TOKEN");
        assertThat(ran("npm ci").arguments()).contains("--ignore-scripts");
        assertThat(project.resolve("frontend/node_modules")).doesNotExist();
    }

    @Test
    void all_make_room_for_the_one_that_takes_longest() {
        run();
        assertThat(ran("bin/eslint").background()).isFalse();
        assertThat(ran("bin/tsc").background()).isTrue();
        assertThat(ran("flake8").background()).isTrue();
    }

    @Test
    void a_missing_tool_is_missing() {
        commands.missing("flake8").exits("bin/tsc", 127, "", "env: 'node': No such file or directory");
        assertThat(run())
                .hasEntrySatisfying("flake8", run -> assertThat(run).isInstanceOf(ToolRun.Missing.class))
                .hasEntrySatisfying("tsc", run -> assertThat(run).isInstanceOf(ToolRun.Missing.class));
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

    /** Where a service is the repository itself a report may name a file that has no name. */
    @Test
    void a_report_that_nobody_thought_of_is_no_report_and_takes_nothing_of_the_others_along() {
        Service whole = new Service("whole", Service.Kind.REACT, ".", 8081, "/health", Optional.empty(), List.of());
        Folders.write(project, "package.json", "{\"devDependencies\":{\"eslint\":\"10\"}}");
        Folders.write(project, "package-lock.json", "{\"packages\":{\"node_modules/eslint\":{\"version\":\"10\"}}}");
        commands.exits("bin/eslint", 1, "[{\"filePath\":\"\",\"messages\":[{}]}]", "")
                .exits("flake8", 1, "./manage.py:1:1: F401 'os' imported but unused\n", "");
        List<CheckResult> results = run(
                new Checkout(project, project, Advisories.PUBLIC),
                ChecksPlanner.plan(
                        List.of(ServiceFolder.observe(project, whole), ServiceFolder.observe(project, Folders.BACKEND)),
                        Advisories.PUBLIC,
                        List.of("eslint", "flake8")));
        assertThat(runs("eslint", results)).singleElement().isInstanceOfSatisfying(ToolRun.NoReport.class, none -> {
            assertThat(none.why()).startsWith("what it reported could not be understood: ");
        });
        assertThat(runs("flake8", results))
                .singleElement()
                .satisfies(run -> assertThat(run.findings()).hasSize(1));
    }

    @Test
    void what_somebody_else_has_to_mend_is_told_as_that() {
        ExternalFailure failure = new ExternalFailure("end it", "it does not end", "End it by hand.");
        commands.on("flake8", command -> {
            throw failure;
        });
        assertThatThrownBy(this::run).isSameAs(failure);
    }

    /** As a tool does that never ends by itself. */
    private static Ending hang(Command command) {
        sleep(command.timeLimit());
        return new Ending.TimedOut(command.timeLimit(), "", "");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tools_that_hang_do_not_take_the_time_of_the_others() {
        toolLimit = Duration.ofMillis(200);
        commands.on("flake8", ChecksExecutorTest::hang)
                .on("bandit", ChecksExecutorTest::hang)
                .on("bin/tsc", ChecksExecutorTest::hang)
                .on("bin/eslint", ChecksExecutorTest::hang);
        assertThat(run(Advisories.PUBLIC, List.of()))
                .hasSize(9)
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isEqualTo(
                                List.of("flake8", "bandit", "tsc", "eslint").contains(result.tool())
                                        ? new ToolRun.TimedOut(toolLimit)
                                        : new ToolRun.Clean()));
    }

    @Test
    void no_tool_gets_more_than_what_is_left_of_the_time_of_all() {
        toolLimit = Duration.ofMinutes(5);
        commands.hangs("flake8", "");
        assertThat(run("flake8")).isEqualTo(new ToolRun.TimedOut(limit));
        assertThat(ran("flake8").timeLimit()).isLessThanOrEqualTo(limit);
    }

    @Test
    void a_tool_whose_turn_comes_too_late_was_not_started_and_was_not_stopped() {
        limit = Duration.ofSeconds(5);
        toolLimit = Duration.ofSeconds(1);
        commands.hangs("bandit", "").on("npm ci", command -> {
            sleep(limit);
            return install(command);
        });
        List<CheckResult> results = run(Advisories.PUBLIC, List.of());
        assertThat(results.stream()
                        .filter(result -> !result.complete())
                        .map(result -> result.tool() + " " + result.inWords()))
                .containsExactly(
                        "bandit did not end within 1 s",
                        "tsc was not started within 5 s, which all checks together may take",
                        "eslint was not started within 5 s, which all checks together may take");
        assertThat(commands.lines()).noneMatch(line -> line.contains("bin/tsc") || line.contains("bin/eslint"));
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
    void a_link_that_leads_out_of_the_repository_leaves_the_checks_of_its_folder_incomplete() throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("a.py"), "x = 1\n");
        Files.createSymbolicLink(project.resolve("backend/a.py"), outside);
        commands.prints("git clone", "");
        String reason = "links that lead out of the repository are not looked at: app/backend/a.py";
        List<CheckResult> results = run(Advisories.PUBLIC, List.of(Folders.HISTORY));
        assertThat(results)
                .filteredOn(result ->
                        !result.service().equals("frontend") && !result.run().equals(new ToolRun.Clean()))
                .extracting(CheckResult::tool, CheckResult::run)
                .containsExactlyInAnyOrder(
                        tuple("flake8", new ToolRun.PartSkipped(reason, List.of())),
                        tuple("bandit", new ToolRun.PartSkipped(reason, List.of())),
                        tuple("pip-audit", new ToolRun.PartSkipped(reason, List.of())),
                        tuple("osv-scanner", new ToolRun.PartSkipped(reason, List.of())),
                        tuple("gitleaks", new ToolRun.PartSkipped(reason, List.of())));
        assertThat(results)
                .filteredOn(result -> result.service().equals("frontend"))
                .hasSize(4)
                .allMatch(result -> result.run() instanceof ToolRun.Clean);
        assertThat(runs("gitleaks", results)).hasSize(2).contains(new ToolRun.Clean());
    }

    @Test
    void of_many_links_five_are_named() throws IOException {
        for (int number = 1; number <= 7; number++) {
            Files.createSymbolicLink(project.resolve("backend/a" + number), elsewhere);
        }
        assertThat(run("flake8"))
                .isEqualTo(new ToolRun.PartSkipped(
                        "links that lead out of the repository are not looked at: app/backend/a1, app/backend/a2, "
                                + "app/backend/a3, app/backend/a4, app/backend/a5 and 2 more",
                        List.of()));
    }

    @Test
    void what_may_not_be_read_is_no_want_of_room() {
        ExternalFailure unreadable = ChecksExecutor.uncopied(
                workspace,
                new AccessDeniedException(workspace.resolve("data/db").toString()));
        assertThat(unreadable).hasMessageContaining("may not read " + workspace.resolve("data/db"));
        assertThat(unreadable.remedy()).contains("Let the job's user read it");
        for (IOException full : List.of(
                new AccessDeniedException("/tmp/greenlight-checks-1"), new IOException("No space left on device"))) {
            assertThat(ChecksExecutor.uncopied(workspace, full).remedy()).contains("Make room");
        }
    }
}
