package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final Stage stage = new Stage();

    @Test
    void it_goes_to_the_last_good_release_and_not_to_the_second_newest_revision() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.cloud.behave("v3", Behaviour.UNHEALTHY);
        stage.deploy("v3");
        stage.deploy("v4");

        Report report = stage.rollback("");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.serves("app-api")).isEqualTo("v2");
        assertThat(stage.serves("app-web")).isEqualTo("v2");
        assertThat(report.outputs().getOrDefault("revision", "")).startsWith("app-api-v2-");
    }

    @Test
    void going_back_twice_goes_back_further() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.deploy("v3");
        stage.rollback("");

        stage.rollback("");

        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void what_was_left_is_not_good_any_more() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");
        stage.deploy("v3");

        stage.rollback("");

        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void it_takes_a_version_or_a_revision() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-web").sole().orElseThrow();
        stage.deploy("v2");
        stage.deploy("v3");

        stage.rollback("v1");
        assertThat(stage.serves("app-api")).isEqualTo("v1");

        stage.rollback("v3");
        assertThat(stage.serves("app-web")).isEqualTo("v3");

        stage.rollback(first.value());
        assertThat(stage.serves("app-web")).isEqualTo("v1");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void the_target_gets_its_own_colour_back_and_what_is_left_the_other() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-web").sole().orElseThrow();
        stage.deploy("v2");
        stage.deploy("v3");
        RevisionName third = stage.served("app-web").sole().orElseThrow();

        stage.rollback("v1");

        assertThat(stage.served("app-web").tags())
                .isEqualTo(Map.of(Colour.BLUE.tag(), first, Colour.GREEN.tag(), third));
    }

    @Test
    void the_front_end_moves_first() {
        stage.deploy("v1");
        stage.deploy("v2");
        int before = stage.cloud.history().size();

        stage.rollback("");

        assertThat(stage.cloud.history().subList(before, stage.cloud.history().size()))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("change app-web"),
                        two -> assertThat(two).startsWith("change app-api"));
    }

    @Test
    void who_and_why_are_recorded() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");

        assertThat(stage.state("app-api").annotations().get("greenlight.dev/rolled-back"))
                .contains("\"by\":\"anna\"")
                .contains("\"why\":\"because\"")
                .contains("\"fromVersion\":\"v2\"");
    }

    @Test
    void without_a_good_release_before_there_is_nowhere_to_go() {
        stage.deploy("v1");

        Report report = stage.rollback("");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("no good release before");
    }

    @Test
    void an_unknown_target_is_refused_with_those_there_are() {
        stage.deploy("v1");
        stage.deploy("v2");

        int before = stage.cloud.history().size();

        assertThatThrownBy(() -> stage.rollback("v9"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("to: 'v9'")
                .hasMessageContaining("known releases: v2, v1");
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void what_serves_already_is_not_rolled_back_to() {
        stage.deploy("v1");
        stage.deploy("v2");

        assertThat(Stage.reason(stage.rollback("v2"))).contains("serves everything already");
    }

    @Test
    void a_dry_run_changes_nothing() {
        stage.deploy("v1");
        stage.deploy("v2");

        Report report = stage.releases()
                .rollback(new RollbackRequest(Sample.project(), Sample.environment(), "", false), "anna", "", true);

        assertThat(Stage.outcome(report)).isEqualTo("planned");
        assertThat(stage.serves("app-api")).isEqualTo("v2");
    }

    @Test
    void it_does_not_wait_for_a_service_that_somebody_has_broken_by_other_means() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.cloud.neverSettles("app-api");
        Instant start = stage.pace.now();

        Report report = stage.rollback("");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Duration.between(start, stage.pace.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void it_waits_a_moment_for_traffic_that_somebody_is_moving() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.deploy("v3");
        RevisionName two = revision("app-api", "v2");
        stage.cloud.ignoreTraffic(traffic -> traffic.sole().equals(Optional.of(two)));
        stage.cloud.setTrafficBehindTheBack("app-api", Traffic.all(two));
        stage.cloud.neverSettles("app-api");
        Instant start = stage.pace.now();

        Report report = stage.rollback("v1");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Duration.between(start, stage.pace.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(12));
    }

    private RevisionName revision(String service, String version) {
        return stage.cloud.revisions(new ServiceName(service)).stream()
                .filter(found -> version.equals(found.annotations().get("greenlight.dev/version")))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void only_when_unhealthy_leaves_a_healthy_application_alone() {
        stage.deploy("v1");
        stage.deploy("v2");
        int before = stage.cloud.history().size();

        assertThat(Stage.outcome(unhealthyOnly())).isEqualTo("not-needed");
        assertThat(stage.cloud.history()).hasSize(before);

        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        assertThat(Stage.outcome(unhealthyOnly())).isEqualTo("rolled-back");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    private Report unhealthyOnly() {
        return stage.releases()
                .rollback(new RollbackRequest(Sample.project(), Sample.environment(), "", true), "anna", "", false);
    }

    @Test
    void a_service_that_others_deployed_goes_back_to_a_named_revision() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        stage.cloud.forget("app-api");
        stage.cloud.forget("app-web");

        assertThat(Stage.reason(stage.rollback(""))).contains("no good release before", "ready revisions: " + first);
        assertThat(Stage.outcome(stage.rollback(first.value()))).isEqualTo("rolled-back");
        assertThat(stage.served("app-api").sole()).contains(first);
    }
}
