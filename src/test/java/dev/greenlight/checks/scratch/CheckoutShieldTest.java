package dev.greenlight.checks.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutShieldTest {
    /** One that this machine has no processes of. */
    private static final ToolUsers NOBODY = new ToolUsers(Optional.of(new Sandbox.Identity(64917, 64917)), List.of());

    @TempDir
    Path folder;

    private Path workspace;
    private Path temporary;

    @BeforeEach
    void two_checkouts_beside_packages() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
        temporary = made("runner_temp", "rwxr-xr-x");
        made("workspace/.git", "rwxr-xr-x");
        made("workspace/.git/modules", "rwxr-xr-x");
        made("workspace/other/.git", "rwxrwxr-x");
        made("workspace/a/b/c/.git", "r-xr-xr-x");
        made("workspace/node_modules/x/.git", "rwxr-xr-x");
        made("elsewhere/.git", "rwxr-xr-x");
        Files.createSymbolicLink(workspace.resolve("linked"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(
                Files.createDirectory(workspace.resolve("worktree")).resolve(".git"), folder.resolve("elsewhere/.git"));
    }

    private Path made(String name, String permissions) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(permissions));
        return made;
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private CheckoutShield shield(Path runnerTemp) throws IOException {
        return CheckoutShield.over(
                workspace, new Sandbox(NOBODY, Map.of("PATH", "/usr/bin", "RUNNER_TEMP", runnerTemp.toString())));
    }

    @Test
    void every_history_and_the_runners_folder_are_their_owners_alone_for_the_time() throws IOException {
        try (CheckoutShield _ = shield(temporary)) {
            assertThat(permissions("workspace/.git")).isEqualTo("rwx------");
            assertThat(permissions("workspace/other/.git")).isEqualTo("rwx------");
            assertThat(permissions("workspace/a/b/c/.git")).isEqualTo("rwx------");
            assertThat(permissions("runner_temp")).isEqualTo("rwx------");
            assertThat(permissions("workspace/node_modules/x/.git")).isEqualTo("rwxr-xr-x");
            assertThat(permissions("elsewhere/.git")).isEqualTo("rwxr-xr-x");
        }
        assertThat(permissions("workspace/.git")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("workspace/other/.git")).isEqualTo("rwxrwxr-x");
        assertThat(permissions("workspace/a/b/c/.git")).isEqualTo("r-xr-xr-x");
        assertThat(permissions("runner_temp")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void one_within_another_leaves_all_closed_until_the_last_is_gone() throws IOException {
        try (CheckoutShield _ = shield(temporary)) {
            try (CheckoutShield _ = shield(temporary)) {
                assertThat(permissions("runner_temp")).isEqualTo("rwx------");
            }
            assertThat(permissions("runner_temp")).isEqualTo("rwx------");
            assertThat(permissions("workspace/other/.git")).isEqualTo("rwx------");
        }
        assertThat(permissions("workspace/other/.git")).isEqualTo("rwxrwxr-x");
    }

    @Test
    void where_one_cannot_be_closed_all_are_as_they_were() {
        // Nobody may change what the kernel shows of a process.
        assertThatThrownBy(() -> shield(Path.of("/proc/self/task"))).isInstanceOf(IOException.class);
        assertThat(folder).satisfies(_ -> {
            assertThat(permissions("workspace/.git")).isEqualTo("rwxr-xr-x");
            assertThat(permissions("workspace/other/.git")).isEqualTo("rwxrwxr-x");
            assertThat(permissions("workspace/a/b/c/.git")).isEqualTo("r-xr-xr-x");
        });
    }

    @Test
    void one_that_is_gone_meanwhile_keeps_no_other_closed() throws IOException {
        CheckoutShield shield = shield(temporary);
        Files.delete(workspace.resolve("a/b/c/.git"));
        assertThatThrownBy(shield::close).isInstanceOf(IOException.class);
        assertThat(permissions("workspace/.git")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("workspace/other/.git")).isEqualTo("rwxrwxr-x");
        assertThat(permissions("runner_temp")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_folder_that_holds_what_tools_need_is_not_to_be_listed_and_stays_what_it_is() throws IOException {
        Files.setAttribute(folder, "unix:mode", 01777);
        try (CheckoutShield _ = shield(folder)) {
            assertThat((Integer) Files.getAttribute(folder, "unix:mode") & 07777)
                    .isEqualTo(01733);
        }
        assertThat((Integer) Files.getAttribute(folder, "unix:mode") & 07777).isEqualTo(01777);
    }

    @Test
    void without_another_user_or_a_folder_of_the_runner_nothing_is_changed() throws IOException {
        try (CheckoutShield _ =
                CheckoutShield.over(workspace, Sandboxes.here(Map.of("RUNNER_TEMP", temporary.toString())))) {
            assertThat(permissions("workspace/.git")).isEqualTo("rwxr-xr-x");
            assertThat(permissions("runner_temp")).isEqualTo("rwxr-xr-x");
        }
        try (CheckoutShield _ = shield(folder.resolve("gone"))) {
            assertThat(permissions("workspace/.git")).isEqualTo("rwx------");
        }
        assertThat(permissions("workspace/.git")).isEqualTo("rwxr-xr-x");
    }
}
