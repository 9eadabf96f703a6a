package dev.greenlight.releases.gate;

import static dev.greenlight.releases.gate.Readings.GATE;
import static dev.greenlight.releases.gate.Readings.evidence;
import static dev.greenlight.releases.gate.Readings.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the judge looks, and when it raises an alarm between two looks. */
class CanaryLooksTest {
    private final CanaryJudge judge = new CanaryJudge(GATE, new AlphaBudget(3));

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

    @Test
    void the_first_reading_may_raise_the_alarm_at_once_and_the_next_one_exactly_when_it_is_due() {
        AlphaBudget budget = new AlphaBudget(1);
        long share = GATE.observe().toMillis() / budget.alarms();
        assertThat(share).isEqualTo(1200);
        CanaryJudge first = new CanaryJudge(GATE, budget);
        assertThat(first.judge(early(20, 100))).isInstanceOf(Judgement.Failed.class);

        CanaryJudge due = new CanaryJudge(GATE, budget);
        assertThat(due.judge(early(0, 100))).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(due.judge(early(20, 100 + share - 1))).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(due.judge(early(20, 100 + share))).isInstanceOf(Judgement.Failed.class);
    }

    private static Evidence early(long errors, long millis) {
        Duration covered = Duration.ofMillis(millis);
        return new Evidence(
                side(new Counts(40, errors), 20),
                Optional.of(side(new Counts(400, 0), 20)),
                covered,
                covered,
                "",
                0,
                "metrics");
    }
}
