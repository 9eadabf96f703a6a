package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases whose gate is set to go on undecided, or to send requests of its own first. */
class GateSettingsReleaseTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
    }

    @Test
    void an_undecided_step_goes_on_only_where_the_configuration_says_so() {
        stage.project = Sample.project(gate(ReleasePolicy.Undecided.PROCEED, Optional.empty()));
        stage.cloud.telemetry().blind();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(judgements(report)).contains("inconclusive", "goes on all the same");
        assertThat(stage.progress.lines).anyMatch(line -> line.contains("goes on all the same"));
    }

    @Test
    void synthetic_load_catches_a_bad_revision_before_any_user_meets_it() {
        stage.project = Sample.project(gate(ReleasePolicy.Undecided.ABORT, Optional.of(load())));
        stage.cloud.behave("v2", Behaviour.failing(20));
        Traffic before = stage.served("app-api");

        Report report = stage.deploy("v2");

        assertThat(Stage.reason(report)).contains("under requests of our own", "fails more often");
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(stage.cloud.history()).noneMatch(effect -> effect.contains("-v2-") && effect.contains("10 %"));
    }

    @Test
    void synthetic_load_is_judged_apart_from_what_users_ask() {
        stage.project = Sample.project(gate(ReleasePolicy.Undecided.ABORT, Optional.of(load())));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).as(Stage.reason(report)).isEqualTo("released");
        List<String> rows = judgements(report)
                .lines()
                .filter(line -> line.startsWith("| app-api"))
                .toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.getFirst()).contains("own requests", "| 100 / 100 |");
        assertThat(rows.get(1)).containsPattern("\\| (5[0-9]|60) / [0-9]{3} \\|");
    }

    private static ReleasePolicy.Synthetic load() {
        return new ReleasePolicy.Synthetic("/page", 10, Duration.ofSeconds(10));
    }

    private static ReleasePolicy.Gate gate(
            ReleasePolicy.Undecided undecided, Optional<ReleasePolicy.Synthetic> synthetic) {
        return new ReleasePolicy.Gate(
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                50,
                ReleasePolicy.Limits.ofErrors(0.01),
                undecided,
                synthetic);
    }

    private static String judgements(Report report) {
        return report.sections().stream()
                .filter(section -> section.title().equals("Judgements"))
                .map(section -> section.markdown())
                .collect(Collectors.joining());
    }
}
