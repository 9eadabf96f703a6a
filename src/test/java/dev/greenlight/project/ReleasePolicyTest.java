package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasePolicyTest {
    private static ReleasePolicy.Gate gate(int successes, int requests, double rate, int observe, int limit) {
        return new ReleasePolicy.Gate(
                successes,
                Duration.ofSeconds(1),
                Duration.ofSeconds(observe),
                Duration.ofSeconds(limit),
                requests,
                rate);
    }

    @Test
    void the_ends_of_each_range_belong_to_it() {
        assertThat(gate(1, 1, 0, 1, 1).limits().maximumErrorRate()).isZero();
        assertThat(gate(1, 1, 1, 1, 1).limits().maximumErrorRate()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0,1,0,1,1", "1,0,0,1,1", "1,1,-0.01,1,1", "1,1,1.01,1,1", "1,1,0,0,1", "1,1,0,2,1"})
    void what_lies_outside_is_a_defect(int successes, int requests, double rate, int observe, int limit) {
        assertThatThrownBy(() -> gate(successes, requests, rate, observe, limit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_bake_takes_the_place_of_a_step_and_has_a_longest_time() {
        List<Integer> eight = List.of(1, 2, 3, 4, 5, 6, 7, 100);

        assertThat(new ReleasePolicy(eight, ReleasePolicy.Gate.DEFAULT).bakes()).isFalse();
        assertThatThrownBy(() -> new ReleasePolicy(eight, ReleasePolicy.Gate.DEFAULT).baking(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        ReleasePolicy whole = new ReleasePolicy(List.of(100), ReleasePolicy.Gate.DEFAULT);
        assertThat(whole.baking(Duration.ofHours(4)).bakes()).isTrue();
        assertThatThrownBy(() -> whole.baking(Duration.ofSeconds(14_401))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> whole.baking(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
