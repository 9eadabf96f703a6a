package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The packages that tools of the front end come with. */
class PackagesTest extends CheckedProject {
    @Test
    void a_tool_that_is_not_among_the_packages_is_missing() {
        commands.prints("npm ci", "");
        assertThat(run("eslint")).isInstanceOf(ToolRun.Missing.class);
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
}
