package dev.greenlight.releases.gate;

import static dev.greenlight.releases.gate.Readings.GATE;
import static dev.greenlight.releases.gate.Readings.evidence;
import static dev.greenlight.releases.gate.Readings.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the judge makes of slow answers. */
class CanaryLatencyTest {
    @Test
    void requests_without_latencies_are_not_passed() {
        Side counted = new Side(new Counts(5_000, 0), Latencies.NONE);
        Side known = side(new Counts(5_000, 0), 20);

        assertThat(judge(known, counted).words()).contains("latencies are not known");
        assertThat(judge(counted, known).words()).contains("latencies are not known");
        assertThat(judge(known, known)).isInstanceOf(Judgement.Passed.class);
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
}
