package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greenlight.releases.evidence.Counts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryJudgeTest {
    private final CanaryJudge judge = new CanaryJudge(Duration.ofSeconds(60), 100, 0.01);

    @ParameterizedTest(name = "green {1}/{0}, blue {3}/{2} after {4} s, metrics {5}: {6}")
    @CsvSource({
        // enough good requests, watched long enough
        "100,   0,  900, 0,  60, read,   Passed",
        "5000,  0,    0, 0,  60, read,   Passed",
        // one error in a hundred is allowed, and only just
        "100,   1,  900, 0,  60, read,   Passed",
        "200,   2, 1800, 3,  60, read,   Passed",
        // not watched long enough
        "5000,  0, 5000, 0,  59, read,   Inconclusive",
        // too few requests, even none at all
        "99,    0,  900, 0,  60, read,   Inconclusive",
        "0,     0, 9000, 0, 600, read,   Inconclusive",
        "0,     0,    0, 0, 600, read,   Inconclusive",
        // more than allowed, but it may be chance
        "100,   2,  900, 3,  60, read,   Inconclusive",
        // missing metrics are not zero errors
        "5000,  0, 5000, 0,  60, unread, Inconclusive",
        // worse than blue beyond chance, long before the time or the requests are full
        "40,    8,  400, 1,   2, read,   Failed",
        "100,   5,  900, 0,   5, read,   Failed",
        // worse than blue and metrics lost since: still no
        "40,    8,  400, 1,   2, unread, Failed",
        // both bad: the ceiling holds although green is no worse than blue
        "400,  40,  400, 40, 10, read,   Failed",
        // no blue to compare with
        "100,   5,    0, 0,   5, read,   Failed",
        "100, 100,    0, 0,   5, read,   Failed",
        // below the minimum the ceiling does not decide
        "99,    5,    0, 0,   5, read,   Inconclusive",
        // better than blue
        "1000,  0, 1000, 50, 60, read,   Passed",
    })
    void a_verdict_needs_evidence(
            long requests,
            long errors,
            long oldRequests,
            long oldErrors,
            long seconds,
            String metrics,
            String verdict) {
        Evidence evidence = new Evidence(
                new Counts(requests, errors),
                new Counts(oldRequests, oldErrors),
                metrics.equals("read") ? "" : "503",
                Duration.ofSeconds(seconds));

        Judgement judgement = judge.judge(evidence);

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
        assertThat(judgement.words()).isNotBlank();
    }

    @Test
    void a_verdict_tells_the_limit_in_percent() {
        Judgement failed =
                judge.judge(new Evidence(new Counts(400, 40), new Counts(400, 40), "", Duration.ofSeconds(10)));
        Judgement open = judge.judge(new Evidence(new Counts(100, 2), new Counts(900, 3), "", Duration.ofSeconds(60)));

        assertThat(failed.words()).endsWith("at most 1.00 % is allowed");
        assertThat(open.words()).contains("more than 1.00 %");
    }

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
    void the_least_error_rate_is_that_of_clopper_and_pearson() {
        // Published tables: 5 of 100 lie between 1.64 % and 11.28 % with 95 % confidence.
        assertThat(Statistics.leastErrorRate(new Counts(100, 5))).isCloseTo(0.0164, within(0.0001));
        assertThat(Statistics.leastErrorRate(new Counts(10, 10))).isCloseTo(0.6915, within(0.0001));
        assertThat(Statistics.leastErrorRate(new Counts(100, 0))).isZero();
    }

    @Test
    void a_nightly_million_of_requests_is_no_trouble() {
        Judgement judgement = judge.judge(
                new Evidence(new Counts(3_000_000, 900), new Counts(9_000_000, 2_700), "", Duration.ofHours(1)));

        assertThat(judgement).isInstanceOf(Judgement.Passed.class);
    }
}
