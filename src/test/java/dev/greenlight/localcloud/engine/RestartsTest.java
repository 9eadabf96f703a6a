package dev.greenlight.localcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RestartsTest {
    private static final Key KEY = new Key(Key.Kind.REVISION, "demo", "here", "web", "web-v1");
    private static final Duration BRIEFLY = Duration.ofMillis(700);

    private final Restarts restarts = new Restarts();
    private long now = -5;

    private Duration ended() {
        return restarts.pause(KEY, now);
    }

    private void later(Duration time) {
        now += time.toNanos();
    }

    @Test
    void what_comes_up_and_ends_again_and_again_is_started_more_and_more_slowly() {
        for (int seconds : List.of(1, 2, 4, 8, 16, 30, 30)) {
            Duration pause = ended();
            assertThat(pause).isEqualTo(Duration.ofSeconds(seconds));
            later(pause.plus(BRIEFLY));
        }
    }

    @Test
    void who_was_well_for_a_minute_begins_anew() {
        ended();
        later(ended().plus(Duration.ofSeconds(61)));
        assertThat(ended()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void several_that_end_together_make_one_pause() {
        assertThat(ended()).isEqualTo(Duration.ofSeconds(1));
        later(Duration.ofMillis(400));
        assertThat(restarts.isPausing(KEY, now)).isTrue();
        assertThat(ended()).isEqualTo(Duration.ofMillis(600));
        later(Duration.ofMillis(600));
        assertThat(restarts.isPausing(KEY, now)).isFalse();
        assertThat(ended()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void what_is_stopped_for_good_is_forgotten() {
        later(ended());
        ended();
        restarts.forget(KEY);
        assertThat(restarts.isPausing(KEY, now)).isFalse();
        assertThat(ended()).isEqualTo(Duration.ofSeconds(1));
    }
}
