package dev.greenlight.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of this machine. */
@Timeout(60)
class LocalCommandsTest {
    @TempDir
    Path folder;

    private final LocalCommands commands = new LocalCommands();

    private Command shell(String script) {
        return Command.of(folder, List.of("sh", "-c", script))
                .withEnvironment(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "GIVEN", "yes"));
    }

    @Test
    void output_errors_and_exit_code_are_kept_apart_and_only_given_variables_are_seen() {
        Ending ending = commands.run(shell("echo $GIVEN$HOME; echo bad >&2; exit 7"));
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        exited -> assertThat(List.of(exited.code(), exited.output(), exited.errors()))
                                .isEqualTo(List.of(7, "yes\n", "bad\n")));
    }

    @Test
    void a_program_that_is_not_there_and_a_folder_that_is_not_there_do_not_start() {
        assertThat(commands.run(Command.of(folder, List.of("no-such-program"))))
                .isInstanceOfSatisfying(
                        Ending.NotStarted.class,
                        absent -> assertThat(absent.reason()).contains("no-such-program"));
        assertThat(commands.run(Command.of(folder.resolve("none"), List.of("sh"))))
                .isInstanceOf(Ending.NotStarted.class);
    }

    @Test
    void the_background_makes_room_and_is_told_apart_from_a_program_that_is_not_there() {
        int here = Integer.parseInt(Tail.whole(commands.run(shell("nice"))).strip());
        int there = Integer.parseInt(
                Tail.whole(commands.run(shell("nice").inBackground())).strip());
        assertThat(there).isEqualTo(Math.min(here + 15, 19));
        assertThat(commands.run(shell("exit 7").inBackground()))
                .isInstanceOfSatisfying(
                        Ending.Exited.class, exited -> assertThat(exited.code()).isEqualTo(7));
        assertThat(commands.run(Command.of(folder, List.of("no-such-program")).inBackground()))
                .isInstanceOfSatisfying(
                        Ending.NotStarted.class,
                        absent -> assertThat(absent.reason()).contains("no-such-program"));
    }

    @Test
    void a_program_is_looked_for_where_the_command_says() throws IOException {
        Path program = Files.writeString(folder.resolve("ls"), "#!/bin/sh\necho ours\n");
        Files.setPosixFilePermissions(program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Command command = Command.of(folder, List.of("ls"))
                .withEnvironment(Map.of("PATH", folder.resolve("none") + ":" + folder + ":/usr/bin:/bin"));
        assertThat(Tail.whole(commands.run(command))).contains("ours");
    }

    @Test
    void bytes_that_are_no_text_do_not_stop_the_reading() {
        Ending ending = commands.run(shell("printf 'a\\377b\\n'; echo end"));
        assertThat(Tail.whole(ending)).contains("a", "b", "end");
    }

    @Test
    void at_its_time_limit_the_whole_tree_is_killed() throws Exception {
        Ending ending = commands.run(shell("""
                echo $$
                sleep 300 & echo $!
                sh -c 'sleep 301 & echo $!; wait' &
                wait
                """).within(Duration.ofMillis(500)));
        assertThat(ending).isInstanceOf(Ending.TimedOut.class);
        assertAllGone(Tail.whole(ending), 3);
    }

    @Test
    void at_its_time_limit_those_are_killed_too_whose_parent_has_gone() throws Exception {
        Ending ending = commands.run(shell("""
                (sleep 302 > /dev/null 2>&1 & echo $!)
                (setsid sh -c 'echo $$; exec sleep 303 > /dev/null 2>&1' &)
                sleep 304
                """).within(Duration.ofMillis(500)));
        assertThat(ending).isInstanceOf(Ending.TimedOut.class);
        assertAllGone(Tail.whole(ending), 2);
    }

    @Test
    void a_tool_that_ignores_the_wish_to_end_is_killed_all_the_same() throws Exception {
        Ending ending =
                commands.run(shell("trap '' TERM INT HUP; echo $$; sleep 305").within(Duration.ofMillis(500)));
        assertThat(ending).isInstanceOf(Ending.TimedOut.class);
        assertAllGone(Tail.whole(ending), 1);
    }

    @Test
    void a_cancelled_run_leaves_nothing_running() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Ending> ending = new AtomicReference<>(new Ending.NotStarted("not yet"));
        StringBuffer pids = new StringBuffer();
        Thread run = Thread.ofPlatform()
                .start(() -> ending.set(commands.run(shell("echo $$; sleep 306 & echo $!; echo up; wait"), line -> {
                    pids.append(line).append('\n');
                    if (line.equals("up")) {
                        started.countDown();
                    }
                })));
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        run.interrupt();
        run.join();
        assertThat(ending.get()).isInstanceOf(Ending.TimedOut.class);
        assertAllGone(pids.toString(), 2);
    }

    /** A killed process stays for a moment until its parent has asked for its end; it has no command line any more. */
    private static void assertAllGone(String output, int atLeast) {
        List<Long> pids = output.lines()
                .filter(line -> line.matches("[0-9]+"))
                .map(Long::valueOf)
                .toList();
        assertThat(pids).hasSizeGreaterThanOrEqualTo(atLeast);
        for (long pid : pids) {
            Await.value("the end of process " + pid, Duration.ofSeconds(10), () -> commandLine(pid), Optional::isEmpty);
        }
    }

    private static Optional<String> commandLine(long pid) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline")))
                    .filter(line -> !line.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
