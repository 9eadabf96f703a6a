package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.scratch.Sandboxes;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that must not meet the others in one copy of the repository. */
class AloneTest {
    private static final ServiceFacts BUILT = new ServiceFacts(
            Folders.FRONTEND,
            Set.of("package.json", "package-lock.json", "tsconfig.json", "eslint.config.js"),
            true,
            true,
            Optional.of("frontend"),
            false,
            List.of(),
            Optional.of(Set.of()));
    private static final RepositoryFacts KEEPING = new RepositoryFacts(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("backend/venv/settings.py", "gha-creds-1.json", "gone/venv", "moved/venv/key.py"));

    @TempDir
    Path workspace;

    @TempDir
    Path elsewhere;

    private final FakeCommands commands = new FakeCommands();
    private final Set<String> seen = new TreeSet<>();

    @BeforeEach
    void a_project() {
        Folders.both(workspace);
        commands.on("npm ci", this::install).prints("bin/eslint", "[{\"filePath\":\"a.js\",\"messages\":[]}]");
    }

    private Ending install(Command command) {
        return Folders.installing(command, "tsc", "eslint");
    }

    private List<CheckResult> run(List<String> tools, Target... targets) {
        List<PlannedCheck> plan = ChecksPlanner.plan(List.of(targets), Advisories.PUBLIC, tools);
        return new ChecksExecutor(
                        new Checkout(workspace, workspace, Advisories.PUBLIC),
                        Sandboxes.here(Map.of("PATH", "/usr/bin:/bin")),
                        commands,
                        new FakeProgress(),
                        Clock.systemUTC())
                .run(plan, Folders.aMinute(), ExpectedTimes.USUAL);
    }

    private Ending look(Command command, String output, int code) {
        try (Stream<Path> files = Files.walk(command.directory())) {
            files.filter(Files::isRegularFile)
                    .map(file -> command.directory().relativize(file).toString())
                    .forEach(seen::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Ending.Exited(code, output, "", Duration.ZERO);
    }

    @Test
    void gitleaks_sees_what_git_keeps_whatever_its_name_and_nothing_that_is_installed_or_elsewhere()
            throws IOException {
        Folders.write(elsewhere, "venv/key.py", "x\n");
        Files.createSymbolicLink(workspace.resolve("moved"), elsewhere);
        Folders.write(workspace, "backend/venv/settings.py", "KEY = 'x'\n");
        Folders.write(workspace, "backend/venv/installed.py", "x\n");
        Folders.write(workspace, "gha-creds-1.json", "{}");
        commands.on(
                "gitleaks dir",
                command -> look(
                        command,
                        "[{\"RuleID\":\"key\",\"File\":\"backend/venv/settings.py\",\"StartLine\":1,\"StartColumn\":7}]",
                        2));
        commands.prints("bin/tsc", "");
        List<CheckResult> results = run(List.of("gitleaks", "tsc"), Folders.REACT, KEEPING);
        assertThat(results.getLast().findings())
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("backend/venv/settings.py", 1, 7)));
        assertThat(seen)
                .contains("backend/manage.py", "backend/venv/settings.py", "gha-creds-1.json")
                .noneMatch(file -> file.contains("node_modules") || file.endsWith("installed.py"))
                .noneMatch(file -> file.endsWith("key.py"));
    }

    @Test
    void what_a_build_writes_is_not_there_for_others_and_its_packages_are() {
        commands.on("bin/tsc --build", command -> {
            assertThat(command.directory().resolve("node_modules/.bin/tsc")).isExecutable();
            Folders.write(command.directory(), "dist/main.js", "x");
            return new Ending.Exited(1, "src/a.ts(2,3): error TS2322: wrong.\n", "", Duration.ZERO);
        });
        commands.on("bin/eslint", command -> look(command, "[{\"filePath\":\"a.js\",\"messages\":[]}]", 0));
        List<CheckResult> results = run(List.of("tsc"), BUILT);
        assertThat(results.getFirst().findings())
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("frontend/src/a.ts", 2, 3)));
        assertThat(run(List.of("tsc", "eslint"), BUILT).getLast().run()).isInstanceOf(ToolRun.Clean.class);
        Command build = ran("bin/tsc --build");
        Command lint = ran("bin/eslint");
        assertThat(build.directory()).isNotEqualTo(lint.directory());
        assertThat(seen).contains("package.json").noneMatch(file -> file.startsWith("dist"));
    }

    @Test
    void python_beside_the_front_end_is_looked_at_without_the_packages_that_are_installed_below_it() {
        Service around =
                new Service("backend", Service.Kind.DJANGO, ".", 8000, "/api/health", Optional.empty(), List.of());
        ServiceFacts whole = new ServiceFacts(
                around, Set.of(), false, false, Optional.empty(), false, List.of(), Optional.of(Set.of()));
        commands.prints("bin/tsc", "").on("flake8", command -> look(command, "", 0));
        run(List.of("flake8", "tsc"), whole, Folders.REACT);
        assertThat(seen).contains("backend/manage.py").noneMatch(file -> file.contains("node_modules"));
        assertThat(ran("flake8").directory())
                .isNotEqualTo(ran("npm ci").directory().getParent());
    }

    @Test
    void audits_of_a_front_end_need_no_copy_of_their_own() {
        commands.prints("bin/tsc", "");
        run(List.of("tsc", "npm-audit", "osv-scanner"), Folders.REACT);
        for (String audit : List.of("npm audit", "osv-scanner ")) {
            assertThat(ran(audit).directory()).isEqualTo(ran("npm ci").directory());
        }
    }

    @Test
    void a_name_that_cannot_be_copied_is_said_and_not_left_out() {
        RepositoryFacts odd =
                new RepositoryFacts(List.of(), List.of(), List.of(), List.of(), List.of("venv/\ud800.py"));
        assertThat(run(List.of("gitleaks"), odd).getFirst().run())
                .isInstanceOfSatisfying(
                        ToolRun.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains("has no path for venv/"));
    }

    private ToolRun gitleaks(String... hidden) {
        RepositoryFacts keeping = new RepositoryFacts(List.of(), List.of(), List.of(), List.of(), List.of(hidden));
        commands.on("gitleaks dir", command -> look(command, "[]", 0));
        return run(List.of("gitleaks"), keeping).getFirst().run();
    }

    @Test
    void a_name_whose_bytes_are_no_text_is_said_and_not_left_out() {
        Folders.write(workspace, "backend/venv/other.py", "x");
        RawNames.write(workspace, "backend/venv/caf\\351.py", "KEY");
        assertThat(gitleaks("backend/venv/caf\ufffd.py"))
                .isInstanceOfSatisfying(
                        ToolRun.Skipped.class,
                        skipped -> assertThat(skipped.reason())
                                .contains("the name backend/venv/caf\ufffd.py are no UTF-8"));
        Folders.write(workspace, "backend/venv/caf\ufffd.py", "x");
        assertThat(gitleaks("backend/venv/caf\ufffd.py", "backend/venv/caf\ufffd.py"))
                .as("git tells two files by one name")
                .isInstanceOf(ToolRun.Skipped.class);
        assertThat(gitleaks("backend/venv/caf\ufffd.py", "backend/venv/deleted.py"))
                .isEqualTo(new ToolRun.Clean());
        assertThat(seen).contains("backend/venv/caf\ufffd.py").noneMatch(file -> file.endsWith("other.py"));
    }

    private Command ran(String words) {
        return commands.ran().stream()
                .filter(command -> String.join(" ", command.arguments()).contains(words))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
