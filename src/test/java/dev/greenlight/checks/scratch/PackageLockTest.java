package dev.greenlight.checks.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLockTest {
    @TempDir
    Path top;

    @TempDir
    Path elsewhere;

    private Path to;

    @BeforeEach
    void workspaces() throws IOException {
        to = top.toRealPath();
        Folders.write(to, "packages/lib/index.ts", "x");
        Folders.write(to, "packages/app/index.ts", "x");
    }

    @Test
    void installed_packages_match_when_each_one_needed_is_there_in_its_version() {
        String lock = """
                {"packages":{"":{"name":"app"},"node_modules/a":{"version":"1","integrity":"sha512-a"},
                 "node_modules/b":{"version":"2","optional":true}}}""";
        assertThat(PackageLock.match(
                        lock, "{\"packages\":{\"node_modules/a\":{\"version\":\"1\",\"integrity\":\"sha512-a\"}}}"))
                .isTrue();
        assertThat(PackageLock.match(
                        lock, "{\"packages\":{\"node_modules/a\":{\"version\":\"1\",\"integrity\":\"sha512-b\"}}}"))
                .isFalse();
        assertThat(PackageLock.match(lock, "{\"packages\":{\"node_modules/b\":{\"version\":\"2\"}}}"))
                .isFalse();
        assertThat(PackageLock.match(lock, "broken")).isFalse();
        assertThat(PackageLock.match("{}", "{}")).isFalse();
    }

    @Test
    void npm_makes_folders_of_packages_beside_the_lock_file_and_in_workspaces() throws IOException {
        Folders.write(to, "package-lock.json", """
                {"packages": {"": {}, "node_modules/a": {}, "node_modules/a/node_modules/b": {},
                 "packages/app": {}, "packages/app/node_modules/c": {}, "packages/app/node_modules/@d/e": {},
                 "packages/gone/node_modules/f": {}, "../node_modules/g": {}, "/etc/node_modules/h": {},
                 "packages/lib/../../../node_modules/i": {}, "out/node_modules/j": {}, "\\u0000/node_modules/k": {},
                 "my_node_modules/l": {}}}
                """);
        Files.createSymbolicLink(to.resolve("out"), elsewhere);
        assertThat(PackageLock.places(to, to))
                .containsExactly(to.resolve("node_modules"), to.resolve("packages/app/node_modules"));
    }

    @Test
    void a_lock_file_that_is_none_leaves_the_folder_beside_it() throws IOException {
        Folders.write(to, "package-lock.json", "{");
        assertThat(PackageLock.places(to, to)).containsExactly(to.resolve("node_modules"));
        Files.write(to.resolve("package-lock.json"), new byte[] {'{', (byte) 0xff});
        assertThat(PackageLock.places(to, to)).containsExactly(to.resolve("node_modules"));
    }
}
