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
        try (Stream<String> status =
                Files.lines(Path.of("/proc", Files.readString(file).strip(), "status"))) {
            return status.filter(line -> line.startsWith("State:")).findFirst().orElse("");
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    @Test
    void what_a_tool_left_behind_is_gone_when_the_token_can_be_seen_again() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("only root can become another user")
                .isEqualTo(0);
        Files.setPosixFilePermissions(workspace, PosixFilePermissions.fromString("rwxrwxrwx"));
        Sandbox sandbox = new Sandbox(
                Optional.of(new Sandbox.Identity(SOMEBODY, SOMEBODY)), Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"));
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

    @Test
    void a_user_without_processes_is_done_with_at_once() throws IOException {
        new UserProcesses(64919).end();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
