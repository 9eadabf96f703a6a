package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
                packages,
                ".package-lock.json",
                "{\"packages\":{\"node_modules/typescript\":{\"version\":\"5\"},\"node_modules/eslint\":{\"version\":\"10\"}}}");
        assertThat(run("tsc")).isInstanceOf(ToolRun.Clean.class);
        assertThat(commands.lines()).noneMatch(line -> line.contains("npm ci"));

        Folders.write(
                packages,
                ".package-lock.json",
                "{\"packages\":{\"node_modules/typescript\":{\"version\":\"4\"},\"node_modules/eslint\":{\"version\":\"10\"}}}");
        run();
        assertThat(commands.lines()).anyMatch(line -> line.contains("npm ci"));
    }

    /** As npm installs its workspaces: packages of the repository are links to their sources. */
    @Test
    void sources_that_packages_lead_to_are_those_that_are_checked_and_no_other_trees() throws IOException {
        Files.delete(project.resolve("frontend/package-lock.json"));
        Folders.write(project, "package-lock.json", """
                {"packages": {"frontend": {}, "packages/shared": {}, "node_modules/typescript": {"version": "5"},
                 "node_modules/shared": {"resolved": "packages/shared", "link": true},
                 "node_modules/@team/shared": {"resolved": "packages/shared", "link": true},
                 "packages/shared/node_modules/own": {"version": "1"}}}""");
        Folders.write(project, "node_modules/.package-lock.json", """
                {"packages": {"node_modules/typescript": {"version": "5"}, "packages/shared/node_modules/own": {"version": "1"},
                 "node_modules/shared": {"resolved": "packages/shared", "link": true},
                 "node_modules/@team/shared": {"resolved": "packages/shared", "link": true}}}""");
        Folders.write(project, "packages/shared/index.ts", "export {};\n");
        Folders.write(project, "packages/shared/node_modules/own/index.js", "own\n");
        Folders.write(project, "node_modules/typescript/index.js", "x\n");
        Folders.write(project, "node_modules/.bin/tsc", "#!/bin/sh\n");
        assertThat(project.resolve("node_modules/.bin/tsc").toFile().setExecutable(true))
                .isTrue();
        Files.createDirectories(project.resolve("node_modules/@team"));
        Files.createSymbolicLink(project.resolve("node_modules/shared"), Path.of("../packages/shared"));
        Files.createSymbolicLink(project.resolve("node_modules/@team/shared"), Path.of("../../packages/shared"));
        List<String> seen = new ArrayList<>();
        commands.on("bin/tsc", command -> {
            Path root = command.directory().resolve("..");
            for (String name : List.of("node_modules/shared/index.ts", "node_modules/@team/shared/index.ts")) {
                seen.add(real(root).relativize(real(root.resolve(name))).toString());
            }
            seen.add(real(project)
                    .relativize(real(root.resolve("node_modules/typescript/index.js")))
                    .toString());
            seen.add(real(project)
                    .relativize(real(root.resolve("packages/shared/node_modules/own/index.js")))
                    .toString());
            return new Ending.Exited(0, "", "", Duration.ZERO);
        });
        assertThat(run("tsc")).isInstanceOf(ToolRun.Clean.class);
        assertThat(seen)
                .containsExactly(
                        "packages/shared/index.ts",
                        "packages/shared/index.ts",
                        "node_modules/typescript/index.js",
                        "packages/shared/node_modules/own/index.js");

        // The same for a tree that is lent the packages, as the merge base is and what is pushed.
        Path earlier = workspace.resolve("earlier");
        Folders.both(earlier);
        Files.delete(earlier.resolve("frontend/package-lock.json"));
        Files.copy(project.resolve("package-lock.json"), earlier.resolve("package-lock.json"));
        Folders.write(earlier, "packages/shared/index.ts", "export {};\n");
        Files.createSymbolicLink(earlier.resolve("node_modules"), project.resolve("node_modules"));
        seen.clear();
        run(
                new Checkout(earlier, earlier, Advisories.PUBLIC),
                ChecksPlanner.plan(
                        List.of(ServiceFolder.observe(earlier, Folders.FRONTEND)), Advisories.PUBLIC, List.of("tsc")));
        assertThat(seen).startsWith("packages/shared/index.ts", "packages/shared/index.ts");
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
