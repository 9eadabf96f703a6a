package dev.greenlight.releases.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.FakePace;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.steps.Asking;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Answer GOOD = new Answer.Answered(200, "{}", Duration.ofMillis(1));

    private final FakePace pace = new FakePace();
    private final List<Probe> asked = new CopyOnWriteArrayList<>();

    private List<Answer> ask(Prober prober) {
        Prober noting = probe -> {
            asked.add(probe);
            return prober.ask(probe);
        };
        return new WarmUp(pace)
                .ask(new Asking(
                        noting, Sample.backend(), URI.create("http://candidate---app-api.test"), Optional.empty()));
    }

    @Test
    void eight_ask_at_once_three_times_at_the_revisions_own_address() {
        CyclicBarrier together = new CyclicBarrier(8);

        List<Answer> answers = ask(probe -> {
            try {
                together.await(5, TimeUnit.SECONDS);
                return GOOD;
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                return new Answer.Unreachable("it was asked alone");
            }
        });

        assertThat(answers).hasSize(24).containsOnly(GOOD);
        assertThat(asked).allMatch(probe -> probe.url().startsWith("http://candidate---app-api.test/api/health?"));
        assertThat(asked.stream().map(Probe::id).distinct())
                .as("no cache answers")
                .hasSize(24);
    }

    @Test
    void after_five_seconds_no_further_round_begins() {
        List<Answer> answers = ask(probe -> {
            pace.pause(Duration.ofSeconds(1));
            return GOOD;
        });

        assertThat(answers).hasSize(8);
    }

    @Test
    void bad_answers_are_told() {
        Answer bad = new Answer.Unreachable("nothing came within 5 s");

        assertThat(ask(probe -> bad)).hasSize(24).containsOnly(bad);
    }
}
