package dev.greenlight.checks.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @TempDir
    Path project;

    @Test
    void the_other_users_are_found_by_name() {
        ToolUsers users = ToolUsers.parse("""
                root:x:0:0::/root:/bin/sh
                checks-2:x:1045:1046::/nonexistent:/bin/false
                checks:x:1042:1043::/nonexistent:/bin/false
                checks-x:x:9:9::/:/bin/false
                checks-1:x:1044:1047::/nonexistent:/bin/false
                """);
        assertThat(users.common()).contains(new Sandbox.Identity(1042, 1043));
        assertThat(users.all())
                .containsExactly(
                        new Sandbox.Identity(1042, 1043),
                        new Sandbox.Identity(1045, 1046),
                        new Sandbox.Identity(1044, 1047));
        assertThat(ToolUsers.parse("checks:x:1042:1043::/:/bin/false\n").apart())
                .isFalse();
        assertThat(ToolUsers.parse("root:x:0:0::/root:/bin/sh\nchecksum:x:7:7::/:/bin/sh\n\n"))
                .isSameAs(ToolUsers.NONE);
    }

    @Test
    void a_command_for_all_tools_becomes_the_other_user_for_good() {
        Sandbox sandbox = new Sandbox(
                new ToolUsers(Optional.of(new Sandbox.Identity(1042, 1043)), List.of()),
                Map.of("PATH", "/opt/bin", "HTTPS_PROXY", "http://proxy", "GITHUB_TOKEN", "secret"));
        Command command =
                sandbox.outgoing(project.resolve("home"), project, List.of("flake8", "."), Duration.ofSeconds(9));
        assertThat(command.arguments())
                .containsExactly(
                        "setpriv",
                        "--reuid=1042",
                        "--regid=1043",
                        "--clear-groups",
                        "--no-new-privs",
                        "--",
                        "flake8",
                        ".");
        assertThat(command.environment())
                .isEqualTo(Map.of(
                        "PATH", "/opt/bin",
                        "HOME", project.resolve("home").toString(),
                        "LANG", "C.UTF-8",
                        "HTTPS_PROXY", "http://proxy"));
    }

    @Test
    void a_copy_leaves_out_what_is_not_source_and_links_that_lead_away() throws IOException {
        Files.createDirectories(project.resolve("backend/.git"));
        Files.writeString(project.resolve("backend/.git/config"), "token");
        Files.createDirectories(project.resolve("frontend/node_modules/x"));
        Files.writeString(project.resolve("backend/träume.py"), "x = 1\n");
        Files.createSymbolicLink(project.resolve("inside"), Path.of("backend/träume.py"));
        Files.createSymbolicLink(project.resolve("outside"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(project.resolve("above"), Path.of("../../etc/passwd"));
        Path top;
        try (ScratchCopy copy = ScratchCopy.of(project, Sandboxes.here(Map.of()))) {
            top = copy.repository();
            assertThat(copy.repository().resolve("inside")).isSymbolicLink().hasContent("x = 1\n");
            assertThat(copy.repository().resolve("backend/.git")).doesNotExist();
            assertThat(copy.repository().resolve("frontend/node_modules")).doesNotExist();
            assertThat(Files.isSymbolicLink(copy.repository().resolve("outside")))
                    .isFalse();
            assertThat(Files.isSymbolicLink(copy.repository().resolve("above"))).isFalse();
            assertThat(copy.leadingOut()).contains("outside").isSubsetOf("above", "outside");
            assertThat(copy.home()).isEmptyDirectory();
        }
        assertThat(top).doesNotExist();
    }

    @Test
    void a_link_that_leads_inside_by_whatever_way_leads_to_the_copy() throws IOException {
        Files.createDirectories(project.resolve("backend/app"));
        Files.writeString(project.resolve("backend/app/a.py"), "x = 1\n");
        Files.createSymbolicLink(project.resolve("backend/absolute.py"), project.resolve("backend/app/a.py"));
        Files.createSymbolicLink(project.resolve("backend/folder"), project.resolve("backend/app"));
        Files.createSymbolicLink(project.resolve("backend/app/self"), project.resolve("backend/app"));
        Files.createSymbolicLink(
                project.resolve("backend/around.py"), Path.of("../../" + project.getFileName() + "/backend/app/a.py"));
        Files.createSymbolicLink(project.resolve("backend/later"), project.resolve("backend/made/later.py"));
        try (ScratchCopy copy = ScratchCopy.of(project, Sandboxes.here(Map.of()))) {
            Path backend = copy.repository().resolve("backend");
            for (String name : List.of("absolute.py", "folder/a.py", "around.py", "app/self/a.py")) {
                assertThat(backend.resolve(name)).hasContent("x = 1\n");
                assertThat(backend.resolve(name).toRealPath()).isEqualTo(backend.resolve("app/a.py"));
            }
            assertThat(Files.readSymbolicLink(backend.resolve("absolute.py"))).isEqualTo(Path.of("app/a.py"));
            assertThat(Files.readSymbolicLink(backend.resolve("app/self"))).isEqualTo(Path.of("."));
            assertThat(Files.readSymbolicLink(backend.resolve("later"))).isEqualTo(Path.of("made/later.py"));
            assertThat(copy.leadingOut()).isEmpty();
        }
    }

    @Test
    void links_to_something_elsewhere_are_told_and_others_are_not() throws IOException {
        Path outside = Files.createDirectories(project.resolve("outside"));
        Files.writeString(outside.resolve("a.py"), "x = 1\n");
        Path repository = project.resolve("repository");
        Files.createDirectories(repository.resolve("backend"));
        Files.createSymbolicLink(repository.resolve("backend/file.py"), outside.resolve("a.py"));
        Files.createSymbolicLink(repository.resolve("above.py"), Path.of("../outside/a.py"));
        Files.createSymbolicLink(repository.resolve("folder"), outside);
        Files.createSymbolicLink(repository.resolve("through.py"), Path.of("folder/a.py"));
        Files.createSymbolicLink(repository.resolve("nowhere.py"), outside.resolve("gone.py"));
        Files.createSymbolicLink(repository.resolve("node_modules"), outside);
        Files.createSymbolicLink(repository.resolve("masked"), Path.of("/dev/null"));
        try (ScratchCopy copy = ScratchCopy.of(repository, Sandboxes.here(Map.of()))) {
            assertThat(copy.leadingOut()).containsExactly("above.py", "backend/file.py", "folder", "through.py");
            try (var entries = Files.list(copy.repository())) {
                assertThat(entries.map(entry -> entry.getFileName().toString()))
                        .containsExactlyInAnyOrder("backend", ".git");
            }
            assertThat(copy.repository().resolve("backend")).isEmptyDirectory();
        }
    }

    @Test
    void what_tools_do_not_see_is_not_to_be_read_on_their_behalf() throws IOException {
        Path top = Files.createDirectories(project.resolve("venv/repository"));
        assertThat(ScratchCopy.takes(top, top.toRealPath())).isTrue();
        assertThat(ScratchCopy.takes(top, top.toRealPath().resolve("a/b.txt"))).isTrue();
        for (String name :
                List.of(".git/config", "a/.git/config", "node_modules", "gha-creds-0.json", "a/gha-creds-0.json")) {
            assertThat(ScratchCopy.takes(top, top.toRealPath().resolve(name)))
                    .as(name)
                    .isFalse();
        }
        assertThat(ScratchCopy.takes(top, project.toRealPath().resolve("venv"))).isFalse();
    }
}
