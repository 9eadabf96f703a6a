package dev.greenlight.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwaitTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void what_does_not_become_so_in_time_fails_with_its_name_and_the_last_answer() {
        assertThatThrownBy(() -> Await.value("a third look", Duration.ofMillis(30), () -> "one", "three"::equals))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("30 ms", "a third look", "showed: one");
        assertThatThrownBy(() -> Await.until("a miracle", Duration.ZERO, () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a miracle");
    }

    @Test
    void the_first_answer_that_is_good_enough_ends_it() {
        assertThat(Await.value("three looks", Duration.ofSeconds(20), looks::incrementAndGet, count -> count >= 3))
                .isEqualTo(3);
        Await.until("one more look", () -> looks.incrementAndGet() == 4);
        assertThat(looks).hasValue(4);
    }

    @Test
    void without_time_there_is_still_one_look() {
        Await.until("a look", Duration.ZERO, () -> looks.incrementAndGet() == 1);
        assertThat(looks).hasValue(1);
    }

    @Test
    void what_cannot_be_looked_at_is_not_awaited() {
        assertThatThrownBy(() -> Await.until("an answer", () -> {
                    looks.incrementAndGet();
                    throw new IOException("nobody there");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("an answer", "nobody there");
        assertThat(looks).hasValue(1);
    }

    @Test
    void an_interrupt_fails_and_is_kept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Await.until("peace", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
