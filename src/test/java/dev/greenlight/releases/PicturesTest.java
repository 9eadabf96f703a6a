package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which runs leave a picture of their traffic, and what it shows. */
class PicturesTest {
    private static final String FILE = "deploy-bluegreen-traffic.svg";

    private final Stage stage = new Stage();

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
    }

    private static String summary(Report report) {
        return report.sections().stream()
                .filter(section -> section.title().equals("Traffic over time"))
                .map(Section::markdown)
                .collect(Collectors.joining());
    }

    private static String picture(Report report, String file) {
        return Objects.requireNonNull(
                report.files().get(file),
                () -> "no " + file + " among " + report.files().keySet());
    }

    @Test
    void a_release_shows_its_steps_and_the_requests_that_the_metrics_counted() {
        Report report = stage.deploy("v2");

        assertThat(picture(report, FILE))
                .contains(
                        "app-api: Share of the traffic: 0 % from 0.0 s on, 10 % from ", ", 50 % from ", ", 100 % from ")
                .contains("app-web: Share of the traffic: 0 % from 0.0 s on, 100 % from ")
                .containsPattern("[0-9]{3,5} requests were seen, 0 of them failed");
        assertThat(summary(report)).contains("```mermaid\nxychart-beta", "app-api", "app-web", FILE);
    }

    @Test
    void a_release_that_was_taken_back_shows_the_way_back_and_the_errors() {
        stage.cloud.behave("v2", Behaviour.failing(20));

        Report report = stage.deploy("v2");

        assertThat(picture(report, FILE))
                .containsPattern("10 % from [0-9.]+ s on, 0 % from [0-9.]+ s on; [0-9]+ requests were seen, [1-9]")
                .doesNotContain("app-web: Share");
        assertThat(summary(report)).contains("failed requests (bars)", "    bar [");
    }

    @Test
    void a_rollback_shows_when_the_old_revision_had_its_traffic_again_and_the_proof() {
        stage.deploy("v2");

        Report report = stage.rollback("");

        assertThat(picture(report, "rollback-traffic.svg"))
                .containsPattern("app-api: Share of the traffic: 0 % from 0.0 s on, 100 % from [0-9.]+ s on; [1-9]")
                .contains("app-web: Share");
        assertThat(summary(report)).contains("xychart-beta", "rollback-traffic.svg");
    }

    @Test
    void without_metrics_our_own_requests_are_shown() {
        stage.cloud.telemetry().blind();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(picture(report, FILE)).containsPattern("; [1-9][0-9]* requests were seen, 0 of them failed");
    }

    @Test
    void where_no_traffic_moved_there_is_no_picture() {
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);

        assertThat(stage.deploy("v2"))
                .satisfies(report -> assertThat(Stage.outcome(report)).isEqualTo("rolled-back"))
                .satisfies(PicturesTest::nothing);
        assertThat(stage.releases().deploy(Sample.request("v3"), true, Agreement.ANY))
                .satisfies(PicturesTest::nothing);
        assertThat(stage.deploy("v1")).satisfies(PicturesTest::nothing);
        assertThat(stage.rollback("v1")).satisfies(PicturesTest::nothing);
    }

    private static void nothing(Report report) {
        assertThat(report.files()).doesNotContainKeys(FILE, "rollback-traffic.svg");
        assertThat(summary(report)).isEmpty();
    }
}
