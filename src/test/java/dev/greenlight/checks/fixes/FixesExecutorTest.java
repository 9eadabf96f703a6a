package dev.greenlight.checks.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksExecutor;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.Folders;
import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.scratch.Sandboxes;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.FakeProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixesExecutorTest {
    @TempDir
    Path workspace;

    private final FakeCommands commands = new FakeCommands();
    private Path project;

    @BeforeEach
    void a_project_whose_packages_are_installed_on_demand() {
        project = workspace.resolve("app");
        Folders.both(project);
        Folders.write(project, "frontend/eslint.config.js", "export default [];\n");
        Folders.write(project, "frontend/src/app.ts", "var a\n");
        Folders.write(project, "frontend/src/good.ts", "good\n");
        Folders.write(project, "backend/manage.py", "import os\n");
        commands.on("npm ci", command -> Folders.installing(command, "eslint"));
    }

    @Test
    void what_a_tool_repairs_in_its_copy_is_brought_back_and_told() throws IOException {
        commands.on("bin/eslint", command -> {
            Folders.write(command.directory(), "src/app.ts", "let a;\n");
            return good();
        });
        FixesExecutor.Fixes fixes = fix();
        assertThat(fixes.changed()).containsExactly("app/frontend/src/app.ts");
        assertThat(fixes.kept()).isEmpty();
        assertThat(project.resolve("frontend/src/app.ts")).hasContent("let a;");
        assertThat(commands.lines()).anyMatch(line -> line.contains("eslint --fix --format json"));
        assertThat(commands.lines()).noneMatch(line -> line.contains("flake8") || line.contains("tsc"));
    }

    @Test
    void files_that_it_makes_or_removes_or_that_are_not_its_services_stay_as_they_are() throws IOException {
        commands.on("bin/eslint", command -> {
            Folders.write(command.directory(), "src/new.ts", "new\n");
            Folders.write(command.directory(), "../backend/manage.py", "hostile\n");
            Folders.write(command.directory(), "../../.github/workflows/ci.yml", "hostile\n");
            try {
                Files.delete(command.directory().resolve("src/good.ts"));
                Files.delete(command.directory().resolve("src/app.ts"));
                Files.createSymbolicLink(command.directory().resolve("src/app.ts"), Path.of("/etc/passwd"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return good();
        });
        assertThat(fix().changed()).isEmpty();
        assertThat(project.resolve("frontend/src/new.ts")).doesNotExist();
        assertThat(project.resolve("frontend/src/good.ts")).hasContent("good");
        assertThat(project.resolve("frontend/src/app.ts")).isRegularFile().hasContent("var a");
        assertThat(project.resolve("backend/manage.py")).hasContent("import os");
        assertThat(workspace.resolve(".github")).doesNotExist();
    }

    @Test
    void a_file_that_somebody_changes_meanwhile_stays_as_that_person_left_it() throws IOException {
        commands.on("bin/eslint", command -> {
            Folders.write(command.directory(), "src/app.ts", "let a;\n");
            Folders.write(project, "frontend/src/app.ts", "by hand, and longer\n");
            return good();
        });
        FixesExecutor.Fixes fixes = fix();
        assertThat(fixes.changed()).isEmpty();
        assertThat(fixes.kept()).containsExactly("app/frontend/src/app.ts");
        assertThat(project.resolve("frontend/src/app.ts")).hasContent("by hand, and longer");
    }

    @Test
    void what_it_repaired_before_it_crashed_is_brought_back_too_and_the_crash_is_told() throws IOException {
        commands.on("bin/eslint", command -> {
            Folders.write(command.directory(), "src/app.ts", "let a;\n");
            return new Ending.Exited(2, "", "Oops", Duration.ZERO);
        });
        FixesExecutor.Fixes fixes = fix();
        assertThat(fixes.changed()).hasSize(1);
        assertThat(fixes.results())
                .singleElement()
                .satisfies(result -> assertThat(result.run()).isInstanceOf(ToolRun.Crashed.class));
    }

    @Test
    void workflows_are_repaired_too_and_by_no_tool_of_a_service() throws IOException {
        Folders.write(workspace, ".github/workflows/ci.yml", "uses: a/b/.//@1\n");
        Folders.write(workspace, ".github/workflows/ours.yml", "ours\n");
        Folders.write(workspace, "setup/action.yml", "runs: { using: node24 }\n");
        Folders.write(workspace, "README.md", "read\n");
        commands.on("bin/eslint", command -> {
            Folders.write(command.directory(), "src/app.ts", "let a;\n");
            Folders.write(command.directory(), "../../.github/workflows/ours.yml", "hostile\n");
            return good();
        });
        commands.on("zizmor", command -> {
            Folders.write(command.directory(), ".github/workflows/ci.yml", "uses: a/b@1\n");
            Folders.write(command.directory(), "setup/action.yml", "runs: { using: node24, main: a.js }\n");
            Folders.write(command.directory(), "README.md", "hostile\n");
            Folders.write(command.directory(), "app/frontend/src/good.ts", "hostile\n");
            return good();
        });
        assertThat(fix().changed())
                .containsExactlyInAnyOrder("app/frontend/src/app.ts", ".github/workflows/ci.yml", "setup/action.yml");
        assertThat(workspace.resolve(".github/workflows/ci.yml")).hasContent("uses: a/b@1");
        assertThat(workspace.resolve(".github/workflows/ours.yml")).hasContent("ours");
        assertThat(workspace.resolve("README.md")).hasContent("read");
        assertThat(project.resolve("frontend/src/good.ts")).hasContent("good");
        assertThat(commands.lines()).anyMatch(line -> line.startsWith("zizmor --fix=safe --offline"));
    }

    @Test
    void a_workflow_that_is_a_link_stays_one() throws IOException {
        Folders.write(workspace, "shared/ci.yml", "uses: a/b/.//@1\n");
        Files.createDirectories(workspace.resolve(".github/workflows"));
        Files.createSymbolicLink(workspace.resolve(".github/workflows/ci.yml"), Path.of("../../shared/ci.yml"));
        commands.on("bin/eslint", command -> good());
        commands.on("zizmor", command -> {
            Folders.write(command.directory(), "shared/ci.yml", "uses: a/b@1\n");
            return good();
        });
        assertThat(fix().changed()).isEmpty();
        assertThat(workspace.resolve("shared/ci.yml")).hasContent("uses: a/b/.//@1");
        assertThat(workspace.resolve(".github/workflows/ci.yml")).isSymbolicLink();
        assertThat(commands.lines()).anyMatch(line -> line.startsWith("zizmor "));
    }

    private static Ending good() {
        return new Ending.Exited(0, "[]", "", Duration.ZERO);
    }

    private FixesExecutor.Fixes fix() throws IOException {
        Checkout checkout = new Checkout(workspace, project, Advisories.PUBLIC);
        ChecksExecutor executor = new ChecksExecutor(
                checkout,
                Sandboxes.here(Map.of("PATH", "/usr/bin:/bin")),
                commands,
                new FakeProgress(),
                Clock.systemUTC());
        List<Target> targets = new ArrayList<>(RepositoryFolder.observe(workspace, List.of(), List.of()));
        targets.add(ServiceFolder.observe(project, Folders.BACKEND));
        targets.add(ServiceFolder.observe(project, Folders.FRONTEND));
        return new FixesExecutor(checkout, executor)
                .run(ChecksPlanner.plan(targets, Advisories.PUBLIC, List.of()), Folders.aMinute());
    }
}
