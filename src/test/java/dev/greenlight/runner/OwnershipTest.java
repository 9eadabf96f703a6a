package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    @TempDir
    Path outside;

    @TempDir
    Path workspace;

    @BeforeEach
    void be_root() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
        Files.setAttribute(workspace, "unix:uid", 1001);
        Files.setAttribute(workspace, "unix:gid", 1002);
    }

    @Test
    void what_root_left_belongs_to_the_workspaces_owner_afterwards_and_only_that() throws IOException {
        Path nested = Files.createDirectories(workspace.resolve("reports/deep"));
        Path file = Files.writeString(nested.resolve("file"), "x");
        Path others = Files.writeString(workspace.resolve("others"), "x");
        Files.setAttribute(others, "unix:uid", 1234);
        Path target = Files.writeString(outside.resolve("target"), "x");
        Path link = Files.createSymbolicLink(workspace.resolve("link"), target);
        Path folderLink = Files.createSymbolicLink(workspace.resolve("folder"), outside);

        assertThat(Ownership.handBack(workspace)).isEqualTo(5);

        assertThat(owner(file)).isEqualTo("1001:1002");
        assertThat(owner(nested)).isEqualTo("1001:1002");
        assertThat(owner(link)).isEqualTo("1001:1002");
        assertThat(owner(folderLink)).isEqualTo("1001:1002");
        assertThat(owner(others)).startsWith("1234:");
        assertThat(owner(target)).isEqualTo("0:0");
        assertThat(Ownership.handBack(workspace)).isZero();
    }

    @Test
    void a_workspace_of_root_stays_as_it_is() throws IOException {
        Files.setAttribute(workspace, "unix:uid", 0);
        Files.writeString(workspace.resolve("file"), "x");
        assertThat(Ownership.handBack(workspace)).isZero();
    }

    @Test
    void a_workspace_that_is_gone_is_no_failure() {
        assertThat(Ownership.handBack(workspace.resolve("gone"))).isZero();
    }

    private static String owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                + ":"
                + Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }
}
