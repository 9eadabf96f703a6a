package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.Sandboxes;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.FakeProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedToolsTest {
    @TempDir
    Path folder;

    private final FakeCommands commands = new FakeCommands();

    @BeforeEach
    void an_environment_with_flake8_and_a_service() {
        Folders.write(folder, "python/bin/flake8", "#!/bin/sh\n");
        assertThat(folder.resolve("python/bin/flake8").toFile().setExecutable(true))
                .isTrue();
        Folders.write(folder, "python/lib/python3.13/site-packages/flake8-7.5.0.dist-info/METADATA", "x");
        Folders.write(folder, "python/lib/python3.13/site-packages/flake8_print-5.0.0.dist-info/METADATA", "x");
        Folders.write(folder, "workspace/backend/manage.py", "x");
        commands.prints("flake8", Folders.FLAKE8_CLEAN).on("pip install", PinnedToolsTest::install);
    }

    /** As pip does, with the folder that it was told. */
    private static Ending install(Command command) {
        int target = command.arguments().indexOf("--target") + 1;
        Folders.write(Path.of(command.arguments().get(target)), "bin/flake8", "#!/bin/sh\n");
        return new Ending.Exited(0, "", "", Duration.ZERO);
    }

    private ToolRun run(Advisories advisories, Requirement... requirements) {
        ServiceFacts facts = Folders.backend(requirements);
        Path workspace = folder.resolve("workspace");
        Sandbox sandbox =
                Sandboxes.here(Map.of("PATH", folder.resolve("python/bin").toString()));
        return new ChecksExecutor(
                        new Checkout(workspace, workspace, advisories),
                        sandbox,
                        commands,
                        new FakeProgress(),
                        Clock.systemUTC())
                .run(
                        ChecksPlanner.plan(List.of(facts), advisories, List.of("flake8")),
                        Folders.aMinute(),
                        ExpectedTimes.USUAL)
                .getFirst()
                .run();
    }

    private static Requirement pin(String name, String version) {
        return Folders.pinned(name, version, "requirements-dev.txt", 1);
    }

    private Command last() {
        return commands.ran().getLast();
    }

    @Test
    void what_this_machine_has_is_used() {
        assertThat(run(Advisories.PUBLIC, pin("flake8", "7.5.0"), pin("Flake8_Print", "5.0.0"), pin("django", "5.2")))
                .isEqualTo(new ToolRun.Clean());
        assertThat(commands.lines()).hasSize(1).first().asString().startsWith("flake8 ");
    }

    @Test
    void another_version_is_installed_beside_the_project_and_used() {
        assertThat(run(Advisories.PUBLIC, pin("flake8", "6.1.0"), pin("django", "5.2")))
                .isEqualTo(new ToolRun.Clean());
        assertThat(commands.lines().getFirst())
                .startsWith(folder.resolve("python/bin/python3") + " -m pip install")
                .endsWith("tools/backend-flake8 flake8==6.1.0")
                .doesNotContain("--index-url");
        assertThat(last().arguments().getFirst()).endsWith("tools/backend-flake8/bin/flake8");
        assertThat(last().environment().get("PYTHONPATH")).endsWith("tools/backend-flake8");
    }

    @Test
    void a_plugin_that_is_missing_is_reason_enough() {
        run(Advisories.PUBLIC, pin("flake8", "7.5.0"), pin("pep8-naming", "0.15.1"));
        assertThat(commands.lines().getFirst()).endsWith("flake8==7.5.0 pep8-naming==0.15.1");
    }

    @Test
    void they_come_from_the_projects_own_index() {
        Advisories mirror = new Advisories(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://index.example"),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
        run(mirror, pin("flake8", "6.1.0"));
        assertThat(commands.lines().getFirst()).contains("--index-url https://index.example/simple");
    }

    @Test
    void a_version_that_cannot_be_had_is_not_replaced_by_another() {
        commands.exits("pip install", 1, "", "ERROR: No matching distribution found for flake8==99\n");
        assertThat(run(Advisories.PUBLIC, pin("flake8", "99")))
                .isEqualTo(new ToolRun.Skipped("flake8 could not be installed as backend pins it: "
                        + "ERROR: No matching distribution found for flake8==99"));
        assertThat(commands.lines()).hasSize(1);
    }

    @Test
    void a_version_that_is_left_open_is_this_machines() {
        run(Advisories.PUBLIC, new Requirement("flake8", Optional.empty(), "", "requirements-dev.txt", 1));
        assertThat(commands.lines()).hasSize(1).first().asString().startsWith("flake8 ");
    }

    @Test
    void a_part_that_is_pinned_alone_comes_with_a_tool_that_takes_it() {
        assertThat(run(Advisories.PUBLIC, pin("pyflakes", "3.2.0"), pin("pycodestyle", "2.11.1")))
                .isEqualTo(new ToolRun.Clean());
        assertThat(commands.lines().getFirst()).endsWith("backend-flake8 flake8 pyflakes==3.2.0 pycodestyle==2.11.1");
    }

    @Test
    void of_two_versions_for_two_surroundings_pip_chooses() {
        assertThat(run(
                        Advisories.PUBLIC,
                        pin("flake8", "5.0.4", "python_version < '3.8'"),
                        pin("flake8", "7.5.0", "python_version >= '3.8'")))
                .isEqualTo(new ToolRun.Clean());
        assertThat(commands.ran().getFirst().arguments())
                .endsWith(
                        "flake8", "flake8==5.0.4 ; python_version < '3.8'", "flake8==7.5.0 ; python_version >= '3.8'");
    }

    @Test
    void one_version_that_two_files_pin_is_installed_once() {
        run(Advisories.PUBLIC, pin("flake8", "6.1.0"), Folders.pinned("flake8", "6.1.0", "other.txt", 7));
        assertThat(commands.lines().getFirst()).endsWith("backend-flake8 flake8==6.1.0");
    }

    private static Requirement pin(String name, String version, String marker) {
        return new Requirement(name, Optional.of(version), marker, "requirements-dev.txt", 1);
    }
}
