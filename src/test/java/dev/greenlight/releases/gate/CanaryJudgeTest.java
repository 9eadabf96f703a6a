package dev.greenlight.releases.gate;

import static dev.greenlight.releases.gate.Readings.GATE;
import static dev.greenlight.releases.gate.Readings.evidence;
import static dev.greenlight.releases.gate.Readings.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Counts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryJudgeTest {
    private final CanaryJudge judge = new CanaryJudge(GATE, new AlphaBudget(3));

    @ParameterizedTest(name = "green {1}/{0}, blue {3}/{2} covering {4} s after {5} s: {6}")
    @CsvSource({
        // enough good requests, over enough time
        "100,     0,  900,  0,  60,  60, Passed",
        // one error in a hundred is allowed, and only just
        "100,     1,  900,  0,  60,  60, Passed",
        "200,     2, 1800,  3,  60,  60, Passed",
        // the data do not cover the time, however long it is ago
        "5000,    0, 5000,  0,  59,  60, Inconclusive",
        "5000,    0, 5000,  0,  59, 599, Inconclusive",
        "5000,    0, 5000,  0,  59, 600, Inconclusive",
        // too few requests, even none at all
        "99,      0,  900,  0,  60,  60, Inconclusive",
        "0,       0, 9000,  0, 600, 600, Inconclusive",
        "0,       0,    0,  0,   0, 600, Inconclusive",
        // nothing to compare with, though blue has its share of the traffic
        "5000,    0,    0,  0,  60,  60, Inconclusive",
        "5000,    0,   99,  0,  60,  60, Inconclusive",
        "5000,    0,  100,  0,  60,  60, Passed",
        // more than allowed, but it may be chance
        "100,     2,  900,  3,  60,  60, Inconclusive",
        // worse than blue beyond chance, before the time or the requests are full
        "40,      8,  400,  1,   2,   2, Failed",
        "100,     5,  900,  0,  30,  31, Failed",
        // the same, but not beyond all doubt, and it is no time to look yet
        "100,     5,  900,  0,  29,  29, Inconclusive",
        // both bad: the ceiling holds although green is no worse than blue
        "400,    40,  400, 40,  10,  10, Failed",
        // better than blue
        "1000,    0, 1000, 50,  60,  60, Passed",
        // at the end it looks at whatever there is
        "40,      4,  400,  0,  40, 600, Failed",
    })
    void a_verdict_needs_evidence(
            long requests, long errors, long oldRequests, long oldErrors, long covered, long elapsed, String verdict) {
        Judgement judgement = judge.judge(evidence(
                new Counts(requests, errors), Optional.of(new Counts(oldRequests, oldErrors)), covered, elapsed));

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
        assertThat(judgement.words()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} of {0} failed: {2}")
    @CsvSource({
        "5000,  0, Passed",
        "100,   1, Passed",
        "100,   4, Inconclusive",
        "100,   8, Failed",
        "300,  20, Failed",
        "100, 100, Failed",
        "99,    0, Inconclusive",
    })
    void under_all_traffic_only_the_limits_decide(long requests, long errors, String verdict) {
        Judgement judgement = judge.judge(evidence(new Counts(requests, errors), Optional.empty(), 60, 60));

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
    }

    @Test
    void a_verdict_tells_the_limit_in_percent_and_what_it_rests_on() {
        Judgement failed = judge.judge(evidence(new Counts(300, 20), Optional.empty(), 60, 60));
        Judgement open =
                new CanaryJudge(GATE, new AlphaBudget(3)).judge(evidence(new Counts(100, 4), Optional.empty(), 60, 60));
        Judgement passed = new CanaryJudge(GATE, new AlphaBudget(3))
                .judge(evidence(new Counts(400, 0), Optional.of(new Counts(3_600, 0)), 60, 60));

        assertThat(failed.words()).endsWith("at most 1.00 % is allowed");
        assertThat(open.words()).contains("more than 1.00 %");
        assertThat(passed.words())
                .contains("400", " on the new revision; on the old one ", "3600", "; 95 % answered within ");
    }

    @Test
    void no_errors_on_either_side_are_no_difference() {
        Evidence evidence = evidence(new Counts(400, 0), Optional.of(new Counts(3_600, 0)), 60, 60);

        assertThat(evidence.errorChance()).isEqualTo(1);
        assertThat(judge.judge(evidence)).isInstanceOf(Judgement.Passed.class);
    }

    @Test
    void data_that_cannot_be_trusted_are_not_passed() {
        Evidence troubled = new Evidence(
                side(new Counts(5_000, 0), 20),
                Optional.of(side(new Counts(5_000, 0), 20)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(600),
                "503",
                0,
                "metrics");

        assertThat(judge.judge(troubled)).isEqualTo(new Judgement.Inconclusive("503"));
    }

    @Test
    void own_requests_that_fail_one_after_another_are_enough() {
        Evidence twice = probed(2);
        Evidence thrice = probed(3);

        assertThat(judge.judge(twice)).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(judge.judge(thrice).words()).contains("does not answer its health path");
    }

    private static Evidence probed(int failed) {
        return new Evidence(
                Side.NONE, Optional.of(Side.NONE), Duration.ZERO, Duration.ofSeconds(9), "", failed, "metrics");
    }

    @Test
    void a_nightly_million_of_requests_is_no_trouble() {
        assertThat(judge.judge(
                        evidence(new Counts(3_000_000, 900), Optional.of(new Counts(9_000_000, 2_700)), 3_600, 3_600)))
                .isInstanceOf(Judgement.Passed.class);
    }
}
