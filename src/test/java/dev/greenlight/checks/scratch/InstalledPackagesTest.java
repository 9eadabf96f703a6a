package dev.greenlight.checks.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledPackagesTest {
    @TempDir
    Path top;

    private Path workspace;
    private Path from;
    private Path to;

    @BeforeEach
    void two_trees_of_a_repository_with_workspaces() throws IOException {
        from = Files.createDirectory(top.toRealPath().resolve("from"));
        workspace = Files.createDirectory(top.toRealPath().resolve("workspace"));
        to = Files.createDirectory(top.toRealPath().resolve("to"));
        for (Path tree : new Path[] {workspace, from, to}) {
            Folders.write(tree, "packages/lib/index.ts", "x");
            Folders.write(tree, "packages/app/index.ts", "x");
        }
        Folders.write(from, "node_modules/typescript/package.json", "{}");
        Folders.write(from, "node_modules/@types/react/package.json", "{}");
        Folders.write(from, "packages/app/node_modules/own/package.json", "{}");
        Folders.write(from, "only/here.ts", "x");
        link("node_modules/lib", "../packages/lib");
        link("node_modules/@app/lib", "../../packages/lib");
        link("node_modules/.bin/tsc", "../typescript/package.json");
        link("node_modules/again", "typescript");
        link("node_modules/broken", "../nowhere");
        link("node_modules/only", "../only");
        link("node_modules/there", workspace.resolve("packages/app").toString());
        Files.createDirectories(workspace.resolve("node_modules/@there"));
        Files.createSymbolicLink(workspace.resolve("node_modules/@there/app"), Path.of("../../packages/app"));
        link("node_modules/@there", workspace.resolve("node_modules/@there").toString());
        Sandbox sandbox = Sandboxes.here(Map.of());
        try (ScratchCopy copy = ScratchCopy.of(workspace, sandbox);
                ToolUser user = sandbox.one(copy)) {
            InstalledPackages.spread(from, workspace, to, user);
        }
    }

    private void link(String name, String target) throws IOException {
        Files.createDirectories(from.resolve(name).getParent());
        Files.createSymbolicLink(from.resolve(name), Path.of(target));
    }

    private Path real(String name) throws IOException {
        return to.resolve(name).toRealPath();
    }

    @Test
    void a_workspace_is_that_of_the_tree_in_which_it_is_built() throws IOException {
        assertThat(real("node_modules/lib")).isEqualTo(to.resolve("packages/lib"));
        assertThat(real("node_modules/@app/lib")).isEqualTo(to.resolve("packages/lib"));
        assertThat(real("node_modules/there")).isEqualTo(to.resolve("packages/app"));
        assertThat(real("node_modules/@there/app")).isEqualTo(to.resolve("packages/app"));
    }

    @Test
    void packages_are_those_that_are_installed() throws IOException {
        assertThat(real("node_modules/typescript")).isEqualTo(from.resolve("node_modules/typescript"));
        assertThat(real("node_modules/again")).isEqualTo(from.resolve("node_modules/typescript"));
        assertThat(real("node_modules/@types/react")).isEqualTo(from.resolve("node_modules/@types/react"));
        assertThat(real("node_modules/.bin/tsc")).isEqualTo(from.resolve("node_modules/typescript/package.json"));
        assertThat(real("packages/app/node_modules/own")).isEqualTo(from.resolve("packages/app/node_modules/own"));
        assertThat(real("node_modules/only")).isEqualTo(from.resolve("only"));
        assertThat(to.resolve("node_modules/broken")).isSymbolicLink();
    }

    @Test
    void what_a_build_keeps_beside_the_packages_stays_in_its_tree() {
        Folders.write(to, "node_modules/.tmp/tsconfig.tsbuildinfo", "x");
        assertThat(from.resolve("node_modules/.tmp")).doesNotExist();
    }
}
