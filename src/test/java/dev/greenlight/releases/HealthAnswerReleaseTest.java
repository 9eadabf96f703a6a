package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.HealthAnswer;
import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases of services whose health paths promise more than a 200. */
class HealthAnswerReleaseTest {
    private static final HealthAnswer PROMISED = new HealthAnswer(
            207,
            Map.of("/database", new JsonScalar(JsonScalar.Kind.TEXT, "up")),
            Map.of("Content-Type", "application/json"),
            Optional.of(Duration.ofMillis(100)));
    private static final Behaviour KEEPING = saying(207, "{\"database\":\"up\"}", "application/json", 100);

    private final Stage stage = new Stage();

    HealthAnswerReleaseTest() {
        stage.project = Sample.promising(PROMISED);
        stage.cloud.behave("v1", KEEPING);
        stage.cloud.behave("v3", KEEPING);
    }

    private static Behaviour saying(int status, String body, String type, int millis) {
        return Behaviour.saying(status, body, type, millis);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} ms: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"database":"up"}   | application/json | 100 | 200 in 100 ms instead of 207
            207 | {"database":"down"} | application/json | 100 | its JSON at /database is "down" instead of "up"
            207 | {"database":"up"}   | text/html        | 100 | its header content-type is 'text/html' instead of 'application/json'
            207 | {"database":"up"}   | application/json | 101 | it took 101 ms, longer than the 100 ms that count
            207 | up                  | application/json | 100 | its body is not JSON
            """)
    void an_answer_that_is_not_as_promised_ends_the_release_before_any_traffic_moves(
            int status, String body, String type, int millis, String trouble) {
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        Traffic before = stage.served("app-api");
        int effects = stage.cloud.history().size();
        stage.cloud.behave("v2", saying(status, body, type, millis));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("its health check failed").contains(trouble);
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(stage.cloud.history().subList(effects, stage.cloud.history().size()))
                .noneMatch(
                        effect -> effect.contains(" 10 %") || effect.matches("change app-api app-api-v2-\\S+ 100 %.*"));
        assertThat(String.valueOf(report.data().get("answers"))).contains(trouble);
    }

    @Test
    void a_revision_that_keeps_the_promise_is_released_and_watched_by_its_status() {
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        assertThat(Stage.outcome(stage.deploy("v3"))).isEqualTo("released");
        assertThat(stage.serves("app-api")).isEqualTo("v3");
    }

    @Test
    void a_first_release_that_does_not_keep_it_is_never_public() {
        stage.cloud.behave("v2", Behaviour.GOOD);

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("rolled-back");
        assertThat(stage.cloud.everOpen("app-api")).isFalse();
    }

    @Test
    void going_back_asks_an_old_revision_for_no_promise_of_the_new_one() {
        stage.project = Sample.project();
        stage.cloud.behave("v1", Behaviour.GOOD);
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        stage.project = Sample.promising(PROMISED);
        stage.cloud.behave("v2", saying(207, "{}", "application/json", 1));

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("rolled-back");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void a_plan_with_other_promises_is_another_plan() {
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        Report plan = plan();
        stage.project = Sample.promising(
                new HealthAnswer(207, PROMISED.json(), PROMISED.headers(), Optional.of(Duration.ofMillis(99))));

        Report refused = stage.releases()
                .deploy(
                        Sample.request(stage.project, "v3", false),
                        false,
                        Agreement.to(plan.outputs().getOrDefault("plan-hash", "")));

        assertThat(Stage.outcome(refused)).isEqualTo("refused");
        assertThat(Stage.reason(refused)).contains("what is asked for").doesNotContain("the images");
        assertThat(plan().files().toString())
                .contains("/api/health answers 207, /database = \\\"up\\\"", "within 99 ms");
    }

    private Report plan() {
        return stage.releases().deploy(Sample.request(stage.project, "v3", false), true, Agreement.ANY);
    }
}
