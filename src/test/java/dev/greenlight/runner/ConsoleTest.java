package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ReadingRunner paper = new ReadingRunner();
    private Instant now = Instant.EPOCH;
    private final Console plain = new Console(paper.out, new Masks(), false, () -> now);

    @Test
    void without_a_terminal_there_is_no_control_sequence_not_even_a_childs() {
        plain.say("Checking");
        plain.quote("\u001b[31mred\u001b[0m\u0007");
        plain.annotate(
                new Annotation(Severity.ERROR, Optional.of(new Location("a.py", 3, 1)), "flake8 F401", "unused"));
        plain.group("Result", List.of("fine"));
        plain.close();
        assertThat(paper.raw()).isEqualTo("Checking\n  red\nerror: a.py:3:1: unused (flake8 F401)\n\nResult\nfine\n");
    }

    @Test
    void on_a_terminal_an_error_is_red() {
        new Console(paper.out, new Masks(), true, () -> now).annotate(Annotation.of(Severity.ERROR, "", "broken"));
        assertThat(paper.raw()).isEqualTo("\u001b[31merror: broken\u001b[0m\n");
    }

    @Test
    void no_runner_command_is_printed() {
        plain.mask("hunter2!");
        plain.warn("careful");
        plain.say("hunter2!");
        assertThat(paper.raw()).isEqualTo("warning: careful\n***\n");
    }

    @Test
    void a_step_that_took_long_says_how_long() {
        plain.say("Building");
        now = now.plusMillis(12_340);
        plain.say("Pushing");
        now = now.plusMillis(300);
        plain.say("Waiting");
        now = now.plusSeconds(125);
        plain.close();
        assertThat(paper.raw()).isEqualTo("Building\n  took 12.3 s\nPushing\nWaiting\n  took 2 min 05 s\n");
    }
}
