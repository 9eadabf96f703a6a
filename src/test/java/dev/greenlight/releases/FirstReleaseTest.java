package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Releases of services that nobody has released before. */
class FirstReleaseTest {
    private final Stage stage = new Stage();

    @Test
    void a_first_release_is_public_only_after_its_proof() {
        Report report = stage.deploy("v1");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
        assertThat(stage.serves("app-web")).isEqualTo("v1");
        assertThat(stage.cloud.isPublic(new ServiceName("app-web"))).isTrue();
        List<String> history = stage.cloud.history();
        assertThat(history.indexOf("open app-api")).isGreaterThan(history.indexOf("job app-api-migrate"));
        assertThat(history.getLast()).startsWith("change app-web");
        assertThat(history).anyMatch(effect -> effect.startsWith("create app-web"));
    }

    @Test
    void a_first_release_knows_the_addresses_it_needs() {
        stage.deploy("v1");

        RevisionName web = stage.served("app-web").sole().orElseThrow();
        assertThat(stage.cloud.draft(web).env())
                .containsEntry("BACKEND_URL", "http://app-api.test")
                .containsEntry("ASSET_FALLBACK_URL", "http://green---app-web.test");
        assertThat(stage.cloud
                        .draft(stage.served("app-api").sole().orElseThrow())
                        .secrets()
                        .get("DATABASE_URL"))
                .hasToString("db@2");
    }

    @Test
    void a_first_release_that_is_unhealthy_is_never_public_and_leaves_nothing() {
        stage.cloud.behave("v1", Behaviour.UNHEALTHY);

        Report report = stage.deploy("v1");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.cloud.everOpen("app-api")).isFalse();
        assertThat(stage.cloud.service(new ServiceName("app-api"))).isEmpty();
        assertThat(stage.cloud.service(new ServiceName("app-web"))).isEmpty();
    }

    @Test
    void a_first_release_needs_credentials_that_can_sign() {
        stage.signs = false;

        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("refused");
        assertThat(stage.cloud.history()).isEmpty();
    }

    @Test
    void a_lost_answer_does_not_stop_a_first_release() {
        stage.cloud.answerNext(new Reply.Busy("503"), true);

        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
    }
}
