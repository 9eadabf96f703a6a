package dev.greenlight.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept and told of what real processes print. */
@Timeout(60)
class KeptOutputTest {
    private static final int PIECE = 64 * 1024;

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();

    private Ending.Exited run(LocalCommands commands, String script) {
        Command command = Command.of(folder, List.of("sh", "-c", script))
                .withEnvironment(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"));
        Ending ending = commands.run(command, lines::add);
        assertThat(ending).isInstanceOf(Ending.Exited.class);
        return (Ending.Exited) ending;
    }

    private static String xs(int length) {
        return "head -c " + length + " /dev/zero | tr '\\0' x";
    }

    @Test
    void every_character_is_kept_and_every_end_of_a_line_ends_it() {
        Ending.Exited exited = run(new LocalCommands(), "printf 'a\\rb\\r\\nc\\n\\n\\rd\\0\\n\\ne'");
        assertThat(exited.output()).isEqualTo("a\rb\r\nc\n\n\rd\0\n\ne");
        assertThat(exited.whole()).isTrue();
        assertThat(lines).containsExactly("a", "b", "c", "", "", "d\0", "", "e");
    }

    @Test
    void an_end_of_a_line_that_comes_in_two_parts_is_one() {
        Ending.Exited exited = run(new LocalCommands(), "printf 'a\\r'; sleep 0.3; printf '\\nb\\r'");
        assertThat(exited.output()).isEqualTo("a\r\nb\r");
        assertThat(lines).containsExactly("a", "b");
    }

    @Test
    void bytes_that_are_no_text_are_told_as_such() {
        assertThat(run(new LocalCommands(), "printf 'caf\\351.py\\0träume\\0'").output())
                .isEqualTo("caf\ufffd.py\0träume\0");
    }

    @Test
    void what_is_cut_off_is_told_and_all_lines_are() {
        LocalCommands ten = new LocalCommands(10);
        Ending.Exited whole = run(ten, "printf '01234\\n789'; printf '0123456789' >&2");
        assertThat(whole)
                .extracting(Ending.Exited::whole, Ending.Exited::answered)
                .containsExactly(true, true);
        lines.clear();
        Ending.Exited cut = run(ten, "printf '01234\\n789\\nmore\\n'");
        assertThat(cut.output()).isEqualTo("01234\n789\n");
        assertThat(cut)
                .extracting(Ending.Exited::succeeded, Ending.Exited::whole, Ending.Exited::answered)
                .containsExactly(true, false, false);
        assertThat(lines).containsExactly("01234", "789", "more");
        Ending.Exited errors = run(ten, "printf 0123456789x >&2");
        assertThat(errors.errors()).isEqualTo("0123456789");
        assertThat(errors.whole()).as("warnings are read like reports").isFalse();
    }

    @Test
    void a_line_without_an_end_is_cut_as_well_and_told_in_pieces() {
        Ending.Exited exited = run(new LocalCommands(1000), xs(1_000_000));
        assertThat(exited.output()).isEqualTo("x".repeat(1000));
        assertThat(exited.whole()).isFalse();
        assertThat(lines).allMatch(line -> line.length() <= PIECE);
        assertThat(String.join("", lines)).isEqualTo("x".repeat(1_000_000));
    }

    @Test
    void pieces_hold_whole_characters_and_a_line_that_just_fits_is_one() {
        run(new LocalCommands(), xs(PIECE) + "; echo; " + xs(PIECE - 1) + "; echo 😀.");
        assertThat(lines).containsExactly("x".repeat(PIECE), "x".repeat(PIECE - 1) + "😀", ".");
    }

    @Test
    void a_hundred_million_characters_are_cut_at_the_limit() {
        Ending.Exited exited = run(new LocalCommands(), xs(100_000_000));
        assertThat(exited.output()).hasSize(64 * 1024 * 1024).doesNotContain("\n");
        assertThat(exited.succeeded()).isTrue();
        assertThat(exited.whole()).isFalse();
    }

    @Test
    void a_child_that_leaves_a_process_with_its_output_in_hand_may_not_have_printed_all() {
        Ending.Exited exited = leaving("sleep 600");
        assertThat(exited.output()).isEqualTo("first\n");
        assertThat(exited)
                .extracting(Ending.Exited::succeeded, Ending.Exited::whole, Ending.Exited::answered)
                .containsExactly(true, false, false);
    }

    @Test
    void a_process_that_a_child_leaves_and_that_prints_without_end_is_not_waited_for() {
        Ending.Exited exited = leaving("while :; do echo more; sleep 0.1; done");
        assertThat(exited.output().lines().filter(line -> !line.equals("more"))).containsExactly("first");
        assertThat(exited.succeeded()).isTrue();
    }

    private Ending.Exited leaving(String behind) {
        Ending.Exited exited = run(new LocalCommands(), "echo first; (" + behind + ") & echo $! >&2");
        ProcessHandle left =
                ProcessHandle.of(Long.parseLong(exited.errors().strip())).orElseThrow();
        left.descendants().forEach(ProcessHandle::destroyForcibly);
        assertThat(left.destroyForcibly()).isTrue();
        return exited;
    }

    @Test
    void when_the_reading_breaks_off_not_all_is_there() {
        Command command = Command.of(folder, List.of("echo", "one")).withEnvironment(Map.of("PATH", "/usr/bin:/bin"));
        Ending ending = new LocalCommands().run(command, line -> {
            throw new OutOfMemoryError("no room for " + line);
        });
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        exited -> assertThat(exited.whole()).isFalse());
    }
}
