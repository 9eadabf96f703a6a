package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollback holds the version that it takes out of service, and no other. */
class HeldVersionTest {
    private final Stage stage = new Stage();

    private List<Withdrawal> withdrawn(String service) {
        return Journal.parse(stage.state(service).annotations()).withdrawn();
    }

    @Test
    void it_puts_a_split_on_one_revision() {
        stage.deploy("v1");
        RevisionName one = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        RevisionName two = stage.served("app-api").sole().orElseThrow();
        stage.cloud.setTrafficBehindTheBack(
                "app-api",
                new Traffic(
                        Map.of(
                                one, new Percent(40),
                                two, new Percent(60)),
                        Map.of()));

        assertThat(Stage.outcome(stage.rollback("v2"))).isEqualTo("rolled-back");
        assertThat(stage.serves("app-api")).isEqualTo("v2");
    }

    @Test
    void of_a_split_the_half_that_is_left_is_held_and_not_the_one_that_serves() {
        stage.deploy("v1");
        RevisionName one = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        RevisionName two = stage.served("app-api").sole().orElseThrow();
        Traffic before = stage.served("app-api");
        stage.cloud.setTrafficBehindTheBack(
                "app-api", new Traffic(Map.of(one, new Percent(40), two, new Percent(60)), before.tags()));

        Report report = stage.rollback("v2");

        assertThat(withdrawn("app-api")).extracting(Withdrawal::fromVersion).containsExactly("v1");
        assertThat(report.outputs().getOrDefault("previous-revision", "")).isEqualTo(one.value());
        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
    }

    @Test
    void where_only_a_tag_is_put_right_nothing_is_held() {
        stage.deploy("v1");
        stage.deploy("v2");
        Traffic before = stage.served("app-api");
        stage.cloud.setTrafficBehindTheBack(
                "app-api", before.tagged(Tag.CANDIDATE, before.sole().orElseThrow()));

        Report report = stage.rollback("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(withdrawn("app-api")).isEmpty();
        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
    }

    @Test
    void a_service_that_needs_no_move_holds_nothing() {
        stage.deploy("v1");
        Traffic first = stage.served("app-web");
        stage.deploy("v2");
        stage.rollback("v1");
        int before = withdrawn("app-web").size();
        stage.cloud.setTrafficBehindTheBack(
                "app-api",
                stage.served("app-api")
                        .to(stage.served("app-api").tags().values().stream()
                                .filter(revision -> revision.value().startsWith("app-api-v2-"))
                                .findFirst()
                                .orElseThrow()));

        assertThat(Stage.outcome(stage.rollback("v1"))).isEqualTo("rolled-back");

        assertThat(stage.served("app-web").sole()).isEqualTo(first.sole());
        assertThat(withdrawn("app-web")).hasSize(before);
        assertThat(withdrawn("app-api")).first().returns("v2", Withdrawal::fromVersion);
    }
}
