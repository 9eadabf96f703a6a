package dev.greenlight.checks.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real users, by number; only root can become them. */
class ToolUserTest {
    private static final Sandbox.Identity ALL = new Sandbox.Identity(64930, 64930);
    private static final Sandbox.Identity FIRST = new Sandbox.Identity(64931, 64931);
    private static final Sandbox.Identity SECOND = new Sandbox.Identity(64932, 64932);

    private final Sandbox sandbox = new Sandbox(
            new ToolUsers(Optional.of(ALL), List.of(FIRST, SECOND)),
            Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin", "HTTP_PROXY", "http://proxy.example"));

    @TempDir
    Path project;

    @BeforeEach
    void a_checkout_that_its_owner_alone_may_read() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("only root can become another user")
                .isEqualTo(0);
        Files.createDirectory(project.resolve("src"));
        Files.writeString(project.resolve("src/a.py"), "x = 1\n");
        Files.writeString(project.resolve("src/run"), "#!/bin/sh\necho ran\n");
        set("src/a.py", "rw-------");
        set("src/run", "rwx-w--w-");
        set("src", "rwx------");
    }

    private void set(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(project.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    /** What a shell says; its own errors, when it fails. */
    private static String says(ToolUser user, Path directory, String script) {
        Ending.Exited ended = (Ending.Exited)
                new LocalCommands().run(user.command(directory, List.of("sh", "-c", script), Duration.ofSeconds(30)));
        return ended.succeeded()
                ? ended.output().strip()
                : "failed: " + ended.errors().strip();
    }

    @Test
    void a_tool_reads_and_runs_what_is_in_the_copy_and_changes_nothing_of_it() throws IOException {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                ToolUser user = sandbox.one(copy)) {
            Path sources = copy.repository().resolve("src");
            assertThat(says(user, sources, "cat a.py; ./run")).isEqualTo("x = 1\nran");
            for (String attempt : List.of(
                    "echo y > a.py",
                    "rm a.py",
                    "mv a.py b.py",
                    "touch new",
                    "mkdir ../new",
                    "chmod 777 .",
                    "echo > run")) {
                assertThat(says(user, sources, attempt)).as(attempt).startsWith("failed: ");
            }
            assertThat(says(user, sources, "touch \"$HOME/cache\" \"$TMPDIR/file\" && echo both"))
                    .isEqualTo("both");
            assertThat(sources.resolve("a.py")).hasContent("x = 1");
        }
    }

    @Test
    void a_copy_for_one_tool_is_that_tools_and_no_others() throws IOException {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                ToolUser one = sandbox.one(copy);
                ToolUser other = sandbox.one(copy)) {
            Path own = copy.alone(project, List.of(), one);
            assertThat(says(one, own, "echo y > src/a.py && cat src/a.py")).isEqualTo("y");
            assertThat(says(other, project.getRoot(), "cat " + own.resolve("src/a.py")))
                    .startsWith("failed: ");
            String home = Objects.requireNonNull(one.command(own, List.of("true"), Duration.ofSeconds(9))
                    .environment()
                    .get("HOME"));
            assertThat(says(one, own, "ls -a " + home)).contains("tmp");
            assertThat(says(other, project.getRoot(), "ls -a " + home)).startsWith("failed: ");
        }
    }

    @Test
    void a_tool_can_neither_end_another_one_nor_look_into_it() throws Exception {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                ToolUser one = sandbox.one(copy);
                ToolUser other = sandbox.one(copy)) {
            Path home = copy.alone(project, List.of(), one);
            CompletableFuture<String> first = CompletableFuture.supplyAsync(
                    () -> says(one, home, "echo $$ > pid; while [ ! -e over ]; do sleep 0.1; done; echo to the end"));
            String id = Await.value(
                            "the process's number",
                            Duration.ofSeconds(30),
                            () -> written(home.resolve("pid")),
                            text -> text.endsWith("\n"))
                    .strip();
            for (String attempt : List.of(
                    "cat /proc/" + id + "/environ",
                    ": < /proc/" + id + "/mem",
                    ": > /proc/" + id + "/mem",
                    "kill -0 " + id)) {
                assertThat(says(one, home, attempt))
                        .as("its own user: " + attempt)
                        .doesNotStartWith("failed: ");
                assertThat(says(other, project.getRoot(), attempt)).as(attempt).startsWith("failed: ");
            }
            assertThat(says(other, project.getRoot(), "kill -9 " + id)).startsWith("failed: ");
            Files.createFile(home.resolve("over"));
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("to the end");
        }
    }

    private static String written(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void what_a_tool_left_running_has_ended_before_another_one_has_its_user() throws IOException {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox)) {
            String left = leavesOneBehind(copy);
            // What nobody waits for stays listed as a dead one.
            Path status = Path.of("/proc", left, "status");
            try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.of()) {
                assertThat(lines.filter(line -> line.startsWith("State:")))
                        .allMatch(line -> line.matches("State:\\s+[ZX] .*"));
            }
        }
    }

    private String leavesOneBehind(ScratchCopy copy) throws IOException {
        try (ToolUser user = sandbox.one(copy)) {
            Path home = copy.alone(project, List.of(), user);
            String left = says(
                    user,
                    home,
                    "setsid sh -c 'echo $$ > pid; exec sleep 600' > /dev/null 2>&1 & while [ ! -s pid ]; do sleep 0.1; done; cat pid");
            assertThat(Path.of("/proc", left)).exists();
            return left;
        }
    }

    @Test
    void a_third_tool_waits_for_a_user() throws Exception {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                ToolUser one = sandbox.one(copy)) {
            ToolUser other = sandbox.one(copy);
            CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> {
                try (ToolUser user = sandbox.one(copy)) {
                    return says(user, copy.repository(), "id -u");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            Assertions.assertThatThrownBy(() -> third.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            String free = says(other, copy.repository(), "id -u");
            other.close();
            assertThat(third.get(30, TimeUnit.SECONDS))
                    .isEqualTo(free)
                    .isNotEqualTo(says(one, copy.repository(), "id -u"));
        }
    }

    @Test
    void a_tool_that_waits_for_a_user_can_be_cancelled() throws Exception {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                ToolUser _ = sandbox.one(copy);
                ToolUser _ = sandbox.one(copy)) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread third = Thread.ofVirtual().start(() -> {
                try (ToolUser user = sandbox.one(copy)) {
                    ended.completeExceptionally(new AssertionError("it got " + user));
                } catch (IOException | RuntimeException e) {
                    ended.complete(e);
                }
            });
            third.interrupt();
            assertThat(ended.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExternalFailure.class)
                    .hasMessageContaining("cancelled");
        }
    }

    @Test
    void tools_together_are_one_user_who_owns_the_copy() throws IOException {
        Sandbox together = sandbox.together();
        try (ScratchCopy copy = ScratchCopy.of(project, together);
                ToolUser one = together.one(copy);
                ToolUser other = together.one(copy)) {
            assertThat(says(one, copy.repository(), "echo y > src/a.py; id -u")).isEqualTo("64930");
            assertThat(says(other, copy.repository(), "cat src/a.py; echo z > src/a.py; id -u"))
                    .isEqualTo("y\n64930");
        }
    }

    @Test
    void only_what_asks_outside_is_told_of_the_proxy() throws IOException {
        try (ScratchCopy copy = ScratchCopy.of(project, sandbox);
                ToolUser user = sandbox.one(copy)) {
            List<String> arguments = List.of("npm", "audit");
            assertThat(user.outgoing(project, arguments, Duration.ofSeconds(9)).environment())
                    .containsOnlyKeys("PATH", "HOME", "LANG", "TMPDIR", "HTTP_PROXY");
            assertThat(user.command(project, arguments, Duration.ofSeconds(9)).environment())
                    .containsOnlyKeys("PATH", "HOME", "LANG", "TMPDIR");
        }
    }
}
