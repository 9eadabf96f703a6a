package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rollbacks of which a part does not move, or is not proven. */
class PartialRollbackTest {
    private final Stage stage = new Stage();

    @Test
    void traffic_that_does_not_move_is_said_with_what_to_run() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.cloud.ignoreTraffic(traffic -> true);

        Report report = stage.rollback("");

        assertThat(Stage.outcome(report)).isEqualTo("broken-off");
        assertThat(reasons(report))
                .contains(
                        "app-web: not known to be moved: it is not in effect after 60 s",
                        "gcloud run services update-traffic app-web --to-revisions=app-web-v1-",
                        "=100 --project=p1 --region=europe-west1",
                        "input 'to' = v1")
                .contains("app-api: not moved, since a front end is not known to have left the version");
        assertThat(stage.serves("app-api"))
                .as("a new front end never meets an old back end")
                .isEqualTo("v2");
    }

    private static String reasons(Report report) {
        assertThat(report.verdict()).isInstanceOf(Verdict.Broken.class);
        return String.join("; ", ((Verdict.Broken) report.verdict()).reasons());
    }

    @Test
    void what_has_gone_back_stays_there_when_another_service_does_not_move() {
        stage.deploy("v1");
        stage.deploy("v2");
        RevisionName api = stage.served("app-api").sole().orElseThrow();
        stage.logs.said = List.of("FATAL: remaining connection slots are reserved");
        stage.cloud.ignoreTraffic(traffic -> traffic.shares().keySet().stream()
                .anyMatch(revision -> revision.value().startsWith("app-api-v1-")));

        Report report = stage.rollback("");

        assertThat(stage.serves("app-web")).isEqualTo("v1");
        assertThat(stage.served("app-api").sole()).contains(api);
        assertThat(reasons(report))
                .contains(
                        "app-web: app-web-v1-",
                        "app-api: not known to be moved",
                        "update-traffic app-api --to-revisions=app-api-v1-");
        assertThat(report.sections())
                .extracting(Section::title)
                .contains("How each service stands", "Why", "Last log lines of what failed");

        stage.cloud.ignoreTraffic(traffic -> false);
        assertThat(Stage.outcome(stage.rollback("v1"))).isEqualTo("rolled-back");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void what_is_not_proven_does_not_stop_the_others() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.cloud.stickTo("app-web", "v2");

        Report report = stage.rollback("");

        assertThat(stage.serves("app-web")).isEqualTo("v1");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
        assertThat(reasons(report)).contains("app-web: its traffic is ", "but it is not proven that app-web-v1-");
    }

    @Test
    void a_rollback_that_the_public_does_not_see_is_no_success() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.cloud.stickTo("app-web", "v2");

        assertThat(reasons(stage.rollback(""))).contains("it is not proven that app-web-v1-");
    }

    @Test
    void a_defect_at_one_service_does_not_keep_the_others_from_going_back() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.prober = probe -> {
            if (Objects.equals(probe.address().getHost(), "app-web.test")) {
                throw new IllegalStateException("a defect");
            }
            return stage.cloud.ask(probe);
        };

        Report report = stage.rollback("");

        assertThat(Stage.outcome(report)).isEqualTo("broken-off");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
        assertThat(reasons(report))
                .contains("app-web: its traffic is ", "Greenlight itself has a defect there", "a defect")
                .contains("app-api: app-api-v1-");
    }
}
