package dev.greenlight.checks.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserProcessesTest {
    private static final int SOMEBODY = 64918;

    @TempDir
    Path workspace;

    /** What the process whose number stands in a file is doing, as the kernel calls it; empty when there is none any more. */
    private static String state(Path file) throws IOException {
        return line(file, "State:");
    }

    private static String line(Path file, String beginning) throws IOException {
        try (Stream<String> status =
                Files.lines(Path.of("/proc", Files.readString(file).strip(), "status"))) {
            return status.filter(line -> line.startsWith(beginning)).findFirst().orElse("");
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private Sandbox ofSomebody() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("only root can become another user")
                .isEqualTo(0);
        Files.setPosixFilePermissions(workspace, PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Sandbox(
                new ToolUsers(Optional.of(new Sandbox.Identity(SOMEBODY, SOMEBODY)), List.of()),
                Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"));
    }

    @Test
    void what_a_tool_left_behind_is_gone_when_the_token_can_be_seen_again() throws IOException {
        Sandbox sandbox = ofSomebody();
        Path file = workspace.resolve("pid");
        try (CheckoutShield _ = CheckoutShield.over(workspace, sandbox)) {
            // Nobody's child, in a session of its own, and without the variables of its parents.
            Command tool = sandbox.outgoing(
                    workspace,
                    workspace,
                    List.of(
                            "sh",
                            "-c",
                            "env -i setsid sh -c 'echo $$ > pid; exec sleep 600' > /dev/null 2>&1 & "
                                    + "while [ ! -s pid ]; do sleep 0.1; done"),
                    Duration.ofSeconds(30));
            assertThat(new LocalCommands().run(tool))
                    .isInstanceOfSatisfying(
                            Ending.Exited.class,
                            ended -> assertThat(ended.code()).as(ended.errors()).isZero());
            assertThat(state(file)).containsPattern("[SR] ");
        }
        // What nobody waits for stays listed as a dead one.
        assertThat(state(file)).matches("|State:\\s+[ZX] .*");
    }

    /** Its first thread has ended, and the kernel calls it a dead one; another thread of it runs on. */
    @Test
    void a_process_of_which_only_the_first_thread_has_ended_is_ended_as_well() throws IOException {
        Sandbox sandbox = ofSomebody();
        Files.writeString(workspace.resolve("left.py"), """
                import ctypes, os, threading, time
                threading.Thread(target=time.sleep, args=(600,)).start()
                open('pid', 'w').write(str(os.getpid()))
                ctypes.CDLL(None).syscall({'x86_64': 60}.get(os.uname().machine, 93), 0)
                """);
        Command tool = sandbox.outgoing(
                workspace,
                workspace,
                List.of(
                        "sh",
                        "-c",
                        "setsid python3 left.py > /dev/null 2>&1 & "
                                + "while ! grep -q '^State:.*Z' /proc/$(cat pid 2>/dev/null || echo 1)/status; do sleep 0.1; done"),
                Duration.ofSeconds(30));
        assertThat(new LocalCommands().run(tool))
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        ended -> assertThat(ended.code()).as(ended.errors()).isZero());
        assertThat(line(workspace.resolve("pid"), "Threads:")).endsWith("\t2");
        sandbox.endAll();
        assertThat(line(workspace.resolve("pid"), "Threads:")).matches("|.*\t1");
    }

    @Test
    void a_user_without_processes_is_done_with_at_once() throws IOException {
        new UserProcesses(List.of(new Sandbox.Identity(64919, 64919))).end();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
