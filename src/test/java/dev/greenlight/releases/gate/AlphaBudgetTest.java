package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaBudgetTest {
    @ParameterizedTest(
            name = "{0} judgements of the back end, of which {1} under all traffic, and {2} of the front end")
    @CsvSource({"1, 1, 0", "3, 1, 0", "8, 1, 0", "2, 2, 1", "4, 2, 1", "8, 2, 1"})
    void one_good_release_in_a_hundred_is_aborted_at_most(int judgements, int alone, int frontEnds) {
        List<AlphaBudget> budgets = AlphaBudget.spread(judgements);
        int compared = judgements - alone;
        double spent = budgets.subList(0, compared).stream()
                        .mapToDouble(AlphaBudget::spent)
                        .sum()
                + budgets.subList(compared, judgements).stream()
                        .mapToDouble(AlphaBudget::spentAlone)
                        .sum()
                + frontEnds * AlphaBudget.spread(1).getFirst().spentAlone();

        assertThat(spent).isPositive().isLessThanOrEqualTo(AlphaBudget.FAMILYWISE);
        assertThat(budgets.stream().mapToInt(AlphaBudget::looks).sum()).isEqualTo(8);
    }
}
