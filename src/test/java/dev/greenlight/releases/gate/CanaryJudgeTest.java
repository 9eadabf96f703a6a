package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryJudgeTest {
    private static final ReleasePolicy.Gate GATE = new ReleasePolicy.Gate(
            5, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(600), 100, 0.01);

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
    void requests_without_latencies_are_not_passed() {
        Side counted = new Side(new Counts(5_000, 0), Latencies.NONE);
        Side known = side(new Counts(5_000, 0), 20);

        assertThat(judge(known, counted).words()).contains("latencies are not known");
        assertThat(judge(counted, known).words()).contains("latencies are not known");
        assertThat(judge(known, known)).isInstanceOf(Judgement.Passed.class);
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
    void
            under_all_traffic_a_bad_end_is_seen_in_spite_of_a_good_beginning_and_beside_the_old_one_only_as_a_difference() {
        Side whole = side(new Counts(40_000, 60), 20);
        Evidence alone = evidence(whole, Optional.empty(), new Counts(600, 60), 3_000);
        Evidence split = evidence(whole, Optional.of(side(new Counts(40_000, 60), 20)), new Counts(600, 60), 3_000);
        Evidence calm = evidence(whole, Optional.empty(), new Counts(600, 12), 3_000);

        assertThat(baking().judge(alone).words()).contains("60 of 600 requests failed", "at the end");
        assertThat(baking().judge(split)).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(baking().judge(calm)).isInstanceOf(Judgement.Inconclusive.class);
    }

    @Test
    void alarms_last_to_the_end_of_a_long_time() {
        CanaryJudge one = baking();
        for (int second = 5; second < 3_540; second += 5) {
            assertThat(one.judge(evidence(side(new Counts(second, 0), 20), Optional.empty(), Counts.NONE, second)))
                    .isInstanceOf(Judgement.Inconclusive.class);
        }
        Judgement last = new Judgement.Inconclusive("");
        for (int second = 3_540; second < 3_600 && last instanceof Judgement.Inconclusive; second += 5) {
            last = one.judge(evidence(side(new Counts(second, 0), 20), Optional.empty(), new Counts(60, 50), second));
        }

        assertThat(last).isInstanceOf(Judgement.Failed.class);
    }

    private static CanaryJudge baking() {
        return new CanaryJudge(GATE.over(Duration.ofHours(1), Duration.ofMinutes(70)), new AlphaBudget(2));
    }

    private static Evidence evidence(Side green, Optional<Side> blue, Counts recent, int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new Evidence(green, blue, time, time, "", 0, "metrics", recent);
    }

    @Test
    void it_looks_no_more_often_than_its_budget_allows() {
        for (int looks = 1; looks <= 8; looks++) {
            CanaryJudge one = new CanaryJudge(GATE, new AlphaBudget(looks));
            for (int second = 1; second <= 700; second++) {
                // Above the limit, but never surely: undecided to the end.
                one.judge(evidence(
                        new Counts(second * 2L, second / 20),
                        Optional.of(new Counts(second * 9L, second / 4)),
                        second,
                        second));
            }
            assertThat(one.taken()).isEqualTo(looks);
        }
    }

    @Test
    void when_it_looks_does_not_depend_on_what_it_sees() {
        List<List<Integer>> taken = new ArrayList<>();
        for (int errorsInHundred : List.of(0, 1)) {
            CanaryJudge one = new CanaryJudge(GATE, new AlphaBudget(4));
            List<Integer> looks = new ArrayList<>();
            for (int second = 1; second <= 60; second++) {
                long requests = second * 10L;
                one.judge(evidence(
                        new Counts(requests, requests * errorsInHundred / 100),
                        Optional.of(new Counts(requests * 9, requests * 9 / 100)),
                        second,
                        second + 2));
                looks.add(one.taken());
            }
            taken.add(looks);
        }
        assertThat(taken.getFirst()).isEqualTo(taken.getLast()).contains(1, 2, 3);
    }

    @Test
    void an_undecided_step_is_looked_at_once_more_when_the_time_is_over() {
        Evidence unsure = evidence(new Counts(100, 4), Optional.of(new Counts(900, 9)), 60, 60);
        Evidence sure = evidence(new Counts(1_000, 40), Optional.of(new Counts(9_000, 90)), 600, 600);

        assertThat(judge.judge(unsure)).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(judge.judge(sure)).isInstanceOf(Judgement.Failed.class);
    }

    @Test
    void an_alarm_is_raised_between_looks_only_by_what_is_new() {
        CanaryJudge one = new CanaryJudge(GATE, new AlphaBudget(1));
        for (int reading = 1; reading <= 50; reading++) {
            int second = 2 * reading;
            one.judge(evidence(new Counts(reading, 0), Optional.of(new Counts(reading * 9L, 0)), second, second));
            // The same again costs nothing.
            one.judge(evidence(new Counts(reading, 0), Optional.of(new Counts(reading * 9L, 0)), second, second));
        }
        Evidence bad = evidence(new Counts(51, 20), Optional.of(new Counts(450, 0)), 102, 102);
        assertThat(one.judge(bad)).as("the alarms are used up").isInstanceOf(Judgement.Inconclusive.class);
        assertThat(judge.judge(bad)).isInstanceOf(Judgement.Failed.class);
    }

    @Test
    void the_same_reading_again_is_no_alarm_spent() {
        for (int again = 0; again < 1_000; again++) {
            judge.judge(evidence(new Counts(20, 0), Optional.of(new Counts(180, 0)), 1, 1));
        }

        assertThat(judge.judge(evidence(new Counts(40, 8), Optional.of(new Counts(400, 1)), 2, 2)))
                .isInstanceOf(Judgement.Failed.class);
    }

    @Test
    void no_look_is_spent_before_the_new_revision_has_requests() {
        judge.judge(evidence(new Counts(0, 0), Optional.of(new Counts(900, 0)), 30, 30));

        assertThat(judge.judge(evidence(new Counts(100, 5), Optional.of(new Counts(900, 0)), 31, 31)))
                .as("beyond chance, but not beyond all doubt: only a look finds it")
                .isInstanceOf(Judgement.Failed.class);
    }

    @Test
    void a_nightly_million_of_requests_is_no_trouble() {
        assertThat(judge.judge(
                        evidence(new Counts(3_000_000, 900), Optional.of(new Counts(9_000_000, 2_700)), 3_600, 3_600)))
                .isInstanceOf(Judgement.Passed.class);
    }

    @ParameterizedTest(name = "{0} ms against {1} ms, {2} requests: {3}")
    @CsvSource({
        "40,    40,  400, Passed",
        "400,  200,  400, Failed",
        "400,  200,   20, Inconclusive",
        // far beyond chance, but nobody feels it
        "50,    20, 4000, Passed",
        // in the same bucket of the metric
        "140,  120, 4000, Passed",
        // faster
        "200,  400,  400, Passed",
    })
    void slower_answers_fail_when_it_matters(double green, double blue, long requests, String verdict) {
        CanaryJudge one = new CanaryJudge(GATE, new AlphaBudget(3));
        Judgement judgement =
                one.judge(evidence(side(new Counts(requests, 0), green), side(new Counts(requests * 9, 0), blue)));

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} ms against 2000 ms: {1}")
    @CsvSource({"2499, Passed", "2500, Failed"})
    void a_quarter_more_is_tolerated(double green, String verdict) {
        Side fresh = new Side(new Counts(400, 0), new Latencies(List.of(new Latencies.Bucket(green, green, 400))));
        Side old = new Side(new Counts(400, 0), new Latencies(List.of(new Latencies.Bucket(2_000, 2_000, 400))));

        assertThat(judge(fresh, old).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{2} of the answers take {0} ms, at most {1} ms allowed for 95 %: {3}")
    @CsvSource({
        "2000, 800, 0.20, Failed",
        "2000, 800, 0.05, Passed",
        "2000, 800, 0.06, Inconclusive",
        "300,  800, 0.20, Passed",
    })
    void a_limit_of_latency_holds_whatever_blue_does(long slow, long limit, double share, String verdict) {
        ReleasePolicy.Limits limits = new ReleasePolicy.Limits(
                0.01, Optional.of(Duration.ofMillis(limit)), Optional.of(Duration.ofSeconds(30)), 0.25);
        ReleasePolicy.Gate gate = new ReleasePolicy.Gate(
                5,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(600),
                100,
                limits,
                ReleasePolicy.Undecided.ABORT,
                Optional.empty());
        long many = Math.round(400 * share);
        Latencies latencies = new Latencies(
                List.of(new Latencies.Bucket(20, 28, 400 - many), new Latencies.Bucket(slow, slow, many)));
        Evidence evidence = evidence(new Side(new Counts(400, 0), latencies), new Side(new Counts(400, 0), latencies));

        Judgement judgement = new CanaryJudge(gate, new AlphaBudget(1)).judge(evidence);

        assertThat(judgement.getClass().getSimpleName()).as(judgement.words()).isEqualTo(verdict);
    }

    private Judgement judge(Side green, Side blue) {
        return new CanaryJudge(GATE, new AlphaBudget(1)).judge(evidence(green, blue));
    }

    private static Evidence evidence(Side green, Side blue) {
        return new Evidence(green, Optional.of(blue), Duration.ofSeconds(60), Duration.ofSeconds(60), "", 0, "metrics");
    }

    private static Evidence evidence(Counts green, Optional<Counts> blue, long covered, long elapsed) {
        return new Evidence(
                side(green, 20),
                blue.map(counts -> side(counts, 20)),
                Duration.ofSeconds(covered),
                Duration.ofSeconds(elapsed),
                "",
                0,
                "metrics");
    }

    private static Side side(Counts counts, double millis) {
        double growth = 1.4;
        double low = Math.pow(growth, Math.floor(Math.log(millis) / Math.log(growth)));
        long good = counts.requests() - counts.errors();
        return new Side(counts, new Latencies(List.of(new Latencies.Bucket(low, low * growth, good))));
    }
}
