package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new revision is warm before anybody else asks it. */
class WarmedReleaseTest {
    /** Of the sample's gate. */
    private static final int SUCCESSES = 3;

    private static final int REQUESTS = 24;

    private final Stage stage = new Stage();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Integer> askedAtShift = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
        stage.prober = this::ask;
    }

    /** Counts the health requests to the new back end, and how many there were when its first share was given. */
    private Answer ask(Probe probe) {
        boolean candidate = probe.address().toString().equals("http://candidate---app-api.test");
        if (candidate && probe.path().contains("health")) {
            boolean moved = stage.cloud.history().stream()
                    .anyMatch(effect -> effect.startsWith("change app-api ") && effect.contains(" 10 %"));
            int number = asked.incrementAndGet();
            if (!moved) {
                askedAtShift.add(number);
            }
        }
        return stage.cloud.ask(probe);
    }

    @Test
    void it_is_asked_by_several_at_once_after_its_health_check_and_before_its_first_share() {
        stage.cloud.history();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(askedAtShift).hasSize(SUCCESSES + REQUESTS);
        assertThat(stage.progress.lines).anyMatch(line -> line.contains("warmed by " + REQUESTS + " requests"));
        assertThat(report.data().toString()).contains("warmUp");
    }

    @Test
    void what_is_answered_meanwhile_is_a_warning_and_never_counts_as_users_requests() {
        stage.prober = probe -> {
            Answer answer = ask(probe);
            boolean warming = asked.get() >= SUCCESSES && asked.get() < SUCCESSES + REQUESTS;
            // From the last request of the health check on it is overtaxed, until the warm-up is over.
            stage.cloud.behave("v2", warming ? Behaviour.UNHEALTHY : Behaviour.GOOD);
            return answer;
        };

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).as(Stage.reason(report)).isEqualTo("released");
        assertThat(stage.progress.lines)
                .anyMatch(
                        line -> line.contains("of 24 answers were not good when it was asked by 8 at once to warm it"));
    }
}
