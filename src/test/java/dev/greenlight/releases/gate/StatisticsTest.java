package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hipparchus.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @Test
    void fishers_test_is_exact() {
        // Fisher's tea: 8 cups, 4 and 4; three of four right on each side.
        assertThat(Statistics.chanceOfWorse(new Counts(4, 3), new Counts(4, 1))).isCloseTo(17.0 / 70, within(1e-12));
        assertThat(Statistics.chanceOfWorse(new Counts(4, 4), new Counts(4, 0))).isCloseTo(1.0 / 70, within(1e-12));
        assertThat(Statistics.chanceOfWorse(new Counts(0, 0), new Counts(4, 4))).isEqualTo(1);
        assertThat(Statistics.chanceOfWorse(new Counts(4, 4), new Counts(0, 0))).isEqualTo(1);
        assertThat(Statistics.chanceOfWorse(new Counts(4, 0), new Counts(4, 4))).isEqualTo(1);
    }

    @Test
    void the_binomial_test_is_exact() {
        assertThat(Statistics.chanceOfMore(1, 3, 0.5)).isCloseTo(7.0 / 8, within(1e-12));
        assertThat(Statistics.chanceOfMore(3, 3, 0.5)).isCloseTo(1.0 / 8, within(1e-12));
        assertThat(Statistics.chanceOfMore(0, 3, 0.5)).isEqualTo(1);
        assertThat(Statistics.chanceOfMore(0, 3, 0)).isEqualTo(1);
        assertThat(Statistics.chanceOfMore(1, 3, 0)).isZero();
        assertThat(Statistics.chanceOfMore(3, 3, 1)).isEqualTo(1);
    }

    @ParameterizedTest(name = "green {0}, blue {1}, slower by {2} buckets")
    @CsvSource({"40, 400, 0", "40, 400, 1", "60, 60, 0", "60, 60, 1", "300, 300, 0", "300, 300, 1", "30, 2000, 2"})
    void mann_and_whitney_agree_with_the_library_on_the_single_values(int green, int blue, int shift) {
        Random random = new Random(7);
        double[] greens = new double[green];
        double[] blues = new double[blue];
        for (int i = 0; i < green; i++) {
            greens[i] = random.nextInt(5) + shift;
        }
        for (int i = 0; i < blue; i++) {
            blues[i] = random.nextInt(5);
        }
        double chance = Statistics.chanceOfSlower(values(greens), values(blues));

        double both = new MannWhitneyUTest().mannWhitneyUTest(greens, blues, false);
        assertThat(Math.min(1, 2 * Math.min(chance, 1 - chance))).isCloseTo(both, within(0.03 * both + 1e-12));
        if (shift > 0) {
            assertThat(chance).isLessThan(0.05);
        }
    }

    @Test
    void values_of_one_bucket_are_ties_and_no_difference() {
        Latencies one = new Latencies(List.of(new Latencies.Bucket(100, 140, 500)));

        assertThat(Statistics.chanceOfSlower(one, one)).isEqualTo(1);
    }

    @Test
    void slower_is_not_faster() {
        Latencies slow = new Latencies(List.of(new Latencies.Bucket(100, 140, 50), new Latencies.Bucket(140, 196, 50)));
        Latencies fast = new Latencies(List.of(new Latencies.Bucket(100, 140, 95), new Latencies.Bucket(140, 196, 5)));

        assertThat(Statistics.chanceOfSlower(slow, fast)).isLessThan(1e-6);
        assertThat(Statistics.chanceOfSlower(fast, slow)).isGreaterThan(0.999);
    }

    @Test
    void few_latencies_say_nothing() {
        Latencies few = new Latencies(List.of(new Latencies.Bucket(1000, 1400, 29)));
        Latencies many = new Latencies(List.of(new Latencies.Bucket(1, 1.4, 1000)));

        assertThat(Statistics.chanceOfSlower(few, many)).isEqualTo(1);
        assertThat(Statistics.chanceOfSlower(many, few)).isEqualTo(1);
    }

    @Test
    void all_looks_of_a_release_together_are_wrong_in_one_of_a_hundred_at_most() {
        for (int judgements = 1; judgements <= 8; judgements++) {
            List<AlphaBudget> budgets = AlphaBudget.spread(judgements);
            assertThat(budgets).hasSize(judgements);
            assertThat(budgets.stream().mapToInt(AlphaBudget::looks).sum()).isEqualTo(8);
            assertThat(budgets.stream().mapToDouble(AlphaBudget::spent).sum())
                    .isLessThanOrEqualTo(AlphaBudget.FAMILYWISE);
        }
        assertThat(AlphaBudget.spread(3)).extracting(AlphaBudget::looks).containsExactly(3, 3, 2);
    }

    @Test
    void a_budget_refuses_more() {
        assertThatThrownBy(() -> new AlphaBudget(9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AlphaBudget(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AlphaBudget.spread(9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AlphaBudget.spread(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Latencies values(double[] values) {
        List<Double> all = new ArrayList<>();
        for (double value : values) {
            all.add(value);
        }
        return Latencies.of(all);
    }
}
