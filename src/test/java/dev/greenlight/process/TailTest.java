package dev.greenlight.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TailTest {
    @Test
    void gives_the_last_lines_without_blank_ones_and_colours() {
        assertThat(Tail.of("one\n\n\u001B[31mtwo\u001B[0m\r\nthree\n", 2)).containsExactly("two", "three");
    }

    @Test
    void cuts_lines_that_nobody_reads_to_their_end() {
        assertThat(Tail.of("x".repeat(5000), 1).getFirst()).hasSize(401);
    }

    @Test
    void errors_begin_on_a_line_of_their_own() {
        assertThat(Tail.whole(new Ending.Exited(1, "output", "errors", Duration.ZERO)))
                .isEqualTo("output\nerrors");
        assertThat(Tail.whole(new Ending.TimedOut(Duration.ZERO, "output\n", "errors")))
                .isEqualTo("output\nerrors");
        assertThat(Tail.whole(new Ending.Exited(0, "output", "", Duration.ZERO)))
                .isEqualTo("output");
    }

    @Test
    void prefers_errors_to_output() {
        assertThat(Tail.of(new Ending.Exited(1, "output", "errors", Duration.ZERO), 5))
                .containsExactly("errors");
        assertThat(Tail.of(new Ending.TimedOut(Duration.ofSeconds(1), "output", " \n"), 5))
                .containsExactly("output");
        assertThat(Tail.of(new Ending.NotStarted("no such program"), 5)).containsExactly("no such program");
    }
}
