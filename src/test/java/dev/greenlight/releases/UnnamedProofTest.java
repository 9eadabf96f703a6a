package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.HealthAnswer;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proof of a front end that does not tell who it is, by a request log that is written later. */
class UnnamedProofTest {
    private static final ReleasePolicy.Gate GATE =
            new ReleasePolicy.Gate(3, Duration.ofSeconds(40), Duration.ofSeconds(10), Duration.ofSeconds(60), 50, 0.01);

    private final Stage stage = new Stage();

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
        stage.project = Sample.silent(HealthAnswer.OK, GATE);
    }

    private Map<String, RevisionName> late(Duration time) {
        return stage.cloud.answerers(stage.pace.now().minus(time));
    }

    private static String reasons(Report report) {
        return report.verdict() instanceof Verdict.Broken(var reasons) ? String.join("; ", reasons) : "";
    }

    @Test
    void a_log_that_shows_requests_seconds_later_proves_it_with_few_probes_and_few_questions() {
        stage.logs.answered = () -> Optional.of(late(Duration.ofSeconds(6)));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).as(reasons(report)).isEqualTo("released");
        assertThat(stage.logs.asked).isLessThan(10);
        assertThat(String.valueOf(report.data().get("steps"))).contains("probes=3");
    }

    @Test
    void a_log_that_is_later_than_the_patience_with_one_probe_proves_it_too() {
        stage.logs.answered = () -> Optional.of(late(Duration.ofSeconds(15)));

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
    }

    @Test
    void requests_that_the_log_never_shows_are_replaced_by_others() {
        Set<String> lost = new HashSet<>();
        stage.logs.answered = () -> {
            Map<String, RevisionName> shown = new HashMap<>(stage.cloud.answerers(stage.pace.now()));
            if (lost.isEmpty()) {
                lost.addAll(shown.keySet());
            }
            shown.keySet().removeAll(lost);
            return Optional.of(shown);
        };

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
    }

    @Test
    void a_log_that_cannot_be_read_for_a_while_is_asked_seldom_and_again() {
        stage.logs.answered = () -> stage.logs.asked < 5 ? Optional.empty() : Optional.of(late(Duration.ZERO));

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
        assertThat(stage.logs.asked).isEqualTo(5);
    }

    @Test
    void a_log_that_cannot_be_read_at_all_is_named_and_asked_seldom() {
        stage.logs.answered = Optional::empty;

        Report report = stage.deploy("v2");

        assertThat(reasons(report))
                .contains(
                        "it is not proven that app-web-v2-",
                        "the request log, which tells who answered, could not be read",
                        "roles/logging.viewer");
        // Once forth in 40 s, once back in 60 s.
        assertThat(stage.logs.asked).isLessThan(35);
    }

    @Test
    void another_revision_that_the_log_names_is_no_proof() {
        stage.logs.answered = () -> Optional.of(late(Duration.ofSeconds(2)));
        stage.cloud.stickTo("app-web", "v1");

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report))
                .contains("it is not proven that app-web-v2-")
                .containsPattern("last other: app-web-v1-\\w+ answered");
    }
}
