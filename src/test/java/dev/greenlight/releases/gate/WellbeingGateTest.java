package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WellbeingGateTest {
    @ParameterizedTest
    @CsvSource({
        // answers (g good, b bad), seconds, judgement
        "ggg, 1, Passed",
        "bbggg, 1, Passed",
        "bbb, 1, Failed",
        "gggbbb, 1, Failed",
        "gg, 1, Inconclusive",
        "bb, 1, Inconclusive",
        "gbgb, 9, Inconclusive",
        "gbgb, 10, Failed",
        "gg, 10, Failed",
        "'', 1, Inconclusive",
    })
    void as_many_answers_in_a_row_decide_and_a_mixture_that_lasts_is_bad(String given, int seconds, String judgement) {
        List<Answer> answers = given.chars()
                .mapToObj(each -> (Answer) new Answer.Answered(each == 'g' ? 200 : 503, "", Duration.ofMillis(1)))
                .toList();

        assertThat(new WellbeingGate(3, Duration.ofSeconds(10))
                        .judge(answers, Duration.ofSeconds(seconds))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(judgement);
    }

    @Test
    void trouble_is_told_by_the_last_bad_answer() {
        Answer good = new Answer.Answered(200, "", Duration.ofMillis(1));
        Answer bad = new Answer.Answered(503, "", Duration.ofMillis(1));
        WellbeingGate gate = new WellbeingGate(3, Duration.ofSeconds(10));

        assertThat(gate.judge(List.of(bad, good), Duration.ofSeconds(10)).words())
                .startsWith("after 10 s never 3 good answers in a row: the health path answered 503");
        assertThat(gate.judge(List.of(bad, bad, bad), Duration.ofSeconds(1)).words())
                .contains("the last: the health path answered 503");
        assertThat(gate.judge(List.of(good), Duration.ofSeconds(1)).words())
                .isEqualTo("it has not been asked often enough");
    }
}
