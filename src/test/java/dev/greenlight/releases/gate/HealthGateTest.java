package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthGateTest {
    private static final RevisionName GREEN = new RevisionName("web-green");
    private final HealthGate gate = new HealthGate(3, Duration.ofSeconds(10), new Expected(GREEN, "v2"));

    @ParameterizedTest(name = "{0} after {1} s: {2}")
    @CsvSource({
        // g good, b bad health, o good health of another revision, u unnamed, - no answer at all
        "'',       0, Inconclusive",
        "g,        1, Inconclusive",
        "gg,       1, Inconclusive",
        "ggg,      1, Passed",
        "bggg,     1, Passed",
        "ggbgg,    1, Inconclusive",
        "ggbggg,   1, Passed",
        "gg-gg,    1, Inconclusive",
        "ooo,      1, Inconclusive",
        "ggo,      1, Inconclusive",
        "uuu,      1, Inconclusive",
        "gggb,     1, Inconclusive",
        "bbb,      9, Inconclusive",
        "bbb,     10, Failed",
        "ggb,     10, Failed",
        "ggg,     10, Passed",
    })
    void only_good_answers_in_a_row_count(String answers, int seconds, String verdict) {
        List<HealthGate.Look> looks = new ArrayList<>();
        answers.chars().forEach(letter -> looks.add(look((char) letter)));

        Judgement judgement = gate.judge(looks, Duration.ofSeconds(seconds));

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
    }

    @Test
    void the_words_name_the_last_trouble() {
        assertThat(gate.judge(List.of(look('b')), Duration.ofSeconds(10)).words())
                .contains("after 10 s", "0 of 3", "503", "database is down");
        assertThat(gate.judge(List.of(look('o')), Duration.ZERO).words())
                .contains("does not name web-green", "web-blue answered");
        assertThat(gate.judge(List.of(look('-')), Duration.ZERO).words()).contains("no answer: refused");
        assertThat(gate.judge(List.of(look('g'), look('g')), Duration.ZERO).words())
                .contains("2 of 3");
    }

    @Test
    void without_a_version_path_the_health_path_decides() {
        HealthGate.Look look = new HealthGate.Look(answered(200, "ok"), Optional.empty());

        assertThat(gate.judge(List.of(look, look, look), Duration.ZERO)).isInstanceOf(Judgement.Passed.class);
    }

    private static HealthGate.Look look(char letter) {
        Answer good = answered(200, "{}");
        return switch (letter) {
            case 'g' -> new HealthGate.Look(good, Optional.of(answered(200, "{\"revision\":\"web-green\"}")));
            case 'o' -> new HealthGate.Look(good, Optional.of(answered(200, "{\"revision\":\"web-blue\"}")));
            case 'u' -> new HealthGate.Look(good, Optional.of(answered(200, "<html>")));
            case 'b' ->
                new HealthGate.Look(
                        answered(503, "database is down"), Optional.of(answered(200, "{\"revision\":\"web-green\"}")));
            default ->
                new HealthGate.Look(new Answer.Unreachable("refused"), Optional.of(new Answer.Unreachable("refused")));
        };
    }

    private static Answer answered(int status, String body) {
        return new Answer.Answered(status, body, Duration.ofMillis(3));
    }
}
