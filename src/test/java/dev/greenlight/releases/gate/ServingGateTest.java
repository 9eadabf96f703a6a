package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingGateTest {
    private static final RevisionName GREEN = new RevisionName("web-green");
    private final ServingGate gate = new ServingGate(3, Duration.ofSeconds(10), GREEN);

    @ParameterizedTest(name = "{0} after {1} s: {2}")
    @CsvSource({
        // g green, b blue, u unknown
        "'',       0, Inconclusive",
        "gg,       0, Inconclusive",
        "ggg,      0, Passed",
        "bbggg,    5, Passed",
        "gbgbgb,   5, Inconclusive",
        "ggbgg,    5, Inconclusive",
        "gguggg,   5, Passed",
        "gggb,     5, Inconclusive",
        "bbb,      9, Inconclusive",
        "bbb,     10, Failed",
        "uuu,     10, Failed",
        "ggg,     10, Passed",
    })
    void only_answers_in_a_row_from_the_revision_count(String sightings, int seconds, String verdict) {
        List<Sighting> seen = new ArrayList<>();
        sightings
                .chars()
                .forEach(letter -> seen.add(
                        switch (letter) {
                            case 'g' -> new Sighting.Named("web-green");
                            case 'b' -> new Sighting.Named("web-blue");
                            default -> new Sighting.Unnamed("502");
                        }));

        Judgement judgement = gate.judge(seen, Duration.ofSeconds(seconds));

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
    }

    @Test
    void the_words_name_who_answered_instead() {
        assertThat(gate.judge(List.of(new Sighting.Named("web-blue")), Duration.ofSeconds(10))
                        .words())
                .contains("after 10 s", "0 of 3", "web-blue answered");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "200, `{\"revision\":\"web-green\"}`, true",
                "200, `{\"revision\":\"web-green\",\"version\":\"v1\"}`, true",
                "200, `{\"revision\":\"web-blue\",\"version\":\"v2\"}`, false",
                // an application that tells what it was built from
                "200, `{\"version\":\"v2\"}`, true",
                "200, `{\"revision\":\"\",\"commit\":\"v2\"}`, true",
                "200, `{\"commit\":\"v1\",\"version\":\"v1\"}`, false",
                "200, `{}`, false",
                "200, `[]`, false",
                "200, `not json`, false",
                "200, ``, false",
                "500, `{\"revision\":\"web-green\"}`, false",
                "404, `{\"revision\":\"web-green\"}`, false",
            })
    void a_revision_is_known_by_what_it_says_of_itself(int status, String body, boolean green) {
        Sighting sighting = new Expected(GREEN, "v2").in(new Answer.Answered(status, body, Duration.ofMillis(1)));

        assertThat(sighting.of(GREEN)).as(sighting.words()).isEqualTo(green);
    }

    @Test
    void an_unknown_version_is_nobodys() {
        Answer empty = new Answer.Answered(200, "{\"version\":\"\",\"commit\":\"x\"}", Duration.ofMillis(1));

        assertThat(new Expected(GREEN, "").in(empty).of(GREEN)).isFalse();
    }

    @Test
    void of_two_revisions_of_a_version_only_the_name_tells_which_one_answered() {
        Answer version = new Answer.Answered(200, "{\"version\":\"v2\"}", Duration.ofMillis(1));
        Answer name =
                new Answer.Answered(200, "{\"version\":\"v2\",\"revision\":\"" + GREEN + "\"}", Duration.ofMillis(1));

        assertThat(new Expected(GREEN, "v2", false).in(version).of(GREEN)).isFalse();
        assertThat(new Expected(GREEN, "v2", true).in(version).of(GREEN)).isTrue();
        assertThat(new Expected(GREEN, "v2", false).in(name).of(GREEN)).isTrue();
    }
}
