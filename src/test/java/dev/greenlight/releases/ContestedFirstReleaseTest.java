package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two that make the same service at the same moment. */
class ContestedFirstReleaseTest {
    private static final Owner LATE = Owner.of(new Owner.WorkflowRun("acme/app", 9, 1), "ben");
    private static final ServiceName API = new ServiceName("app-api");

    private final Stage stage = new Stage();

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void the_loser_leaves_the_services_of_the_winner(String winner) {
        List<Report> reports = new ArrayList<>();
        stage.cloud.beforeNextCreation(() -> reports.add(stage.deploy(Sample.request(winner, LATE))));

        Report loser = stage.deploy("v1");

        assertThat(Stage.outcome(reports.getFirst())).isEqualTo("released");
        assertThat(Stage.outcome(loser)).isEqualTo("rolled-back");
        assertThat(Stage.reason(loser)).contains("somebody else created the service meanwhile");
        assertThat(stage.serves("app-api")).isEqualTo(winner);
        assertThat(stage.serves("app-web")).isEqualTo(winner);
        assertThat(stage.cloud.isPublic(API)).isTrue();
        assertThat(stage.cloud.history())
                .noneMatch(effect -> effect.startsWith("close") || effect.startsWith("delete"));
        assertThat(stage.state("app-api").annotations().get("greenlight.dev/good"))
                .contains("\"version\":\"" + winner + "\"", LATE.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void the_loser_leaves_a_winner_that_is_not_done_yet(String winner) {
        AtomicBoolean stopped = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            if (stage.cloud.service(API).isPresent() && stopped.compareAndSet(false, true)) {
                throw new StackOverflowError("killed");
            }
        });
        stage.cloud.beforeNextCreation(() -> assertThatThrownBy(() -> stage.deploy(Sample.request(winner, LATE)))
                .isInstanceOf(StackOverflowError.class));

        Report loser = stage.deploy("v1");

        assertThat(Stage.outcome(loser)).isEqualTo("rolled-back");
        assertThat(Stage.reason(loser)).contains("somebody else created the service meanwhile");
        assertThat(stage.state("app-api").annotations().get("greenlight.dev/intent"))
                .contains(LATE.text());
        assertThat(stage.cloud.history())
                .noneMatch(effect -> effect.startsWith("close") || effect.startsWith("delete"));
    }

    @Test
    void a_service_that_a_person_makes_meanwhile_is_left_as_it_is() {
        RevisionName hers = new RevisionName("app-api-00001-abc");
        stage.cloud.beforeNextCreation(() -> {
            RevisionDraft draft =
                    new RevisionDraft(hers, Sample.image("backend", "v7"), 8000, Map.of(), Map.of(), Map.of());
            stage.cloud.create(API, draft, Traffic.all(hers), Map.of());
            stage.cloud.open(API);
        });

        Report report = stage.deploy("v1");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(String.valueOf(Stage.data(report).get("afterwards"))).contains("app-api: somebody else made it");
        assertThat(stage.served("app-api")).isEqualTo(Traffic.all(hers));
        assertThat(stage.cloud.isPublic(API)).isTrue();
    }

    @Test
    void a_new_service_that_somebody_takes_over_is_not_deleted() {
        stage.cloud.behave("v1", Behaviour.UNHEALTHY);
        AtomicBoolean taken = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            // By other means, which leave no lock.
            if (stage.cloud.service(API).isPresent() && taken.compareAndSet(false, true)) {
                stage.cloud.forget("app-api");
            }
        });

        Report report = stage.deploy("v1");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.cloud.service(API)).isPresent();
        assertThat(stage.cloud.history()).noneMatch(effect -> effect.startsWith("delete app-api"));
    }
}
