package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Releases that are killed, overtaken, or meet somebody else at the same service. */
class ContestedReleaseTest {
    private final Stage stage = new Stage();

    @Test
    void traffic_that_somebody_else_set_is_left() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        stage.cloud.behave("v3", new Behaviour(true, 200, 0, true));
        stage.pace.whilePassing(time -> {
            boolean under = stage.served("app-api").shares().size() > 1;
            if (under) {
                stage.cloud.setTrafficBehindTheBack("app-api", Traffic.all(first));
            }
        });

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("somebody else changed the traffic");
        assertThat(stage.served("app-api")).isEqualTo(Traffic.all(first));
    }

    @Test
    void a_rollback_by_hand_wins_over_a_running_release() {
        stage.deploy("v1");
        stage.deploy("v2");
        AtomicBoolean done = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1 && done.compareAndSet(false, true)) {
                stage.rollback("v1");
            }
        });

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
        assertThat(stage.serves("app-web")).isEqualTo("v1");
        assertThat(stage.state("app-api").annotations().get("greenlight.dev/rolled-back"))
                .contains("\"fromVersion\":\"v3\"");
        assertThat(Stage.outcome(stage.deploy("v3"))).isEqualTo("refused");
    }

    @Test
    void a_release_that_was_killed_is_put_right_by_the_next() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        AtomicBoolean done = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1 && done.compareAndSet(false, true)) {
                throw new StackOverflowError("killed");
            }
        });
        assertThatThrownBy(() -> stage.deploy("v2")).isInstanceOf(StackOverflowError.class);
        assertThat(stage.served("app-api").sole()).isEmpty();

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(stage.cloud.history()).contains("change app-api " + before);
        assertThat(stage.serves("app-api")).isEqualTo("v3");
    }

    @Test
    void of_two_releases_at_once_one_wins_and_the_other_leaves_it_alone() {
        stage.deploy("v1");
        AtomicBoolean done = new AtomicBoolean();
        List<Report> reports = new ArrayList<>();
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1 && done.compareAndSet(false, true)) {
                Owner late = Owner.of(new Owner.WorkflowRun("acme/app", 9, 1), "ben");
                reports.add(stage.deploy(Sample.request("v3", late)));
            }
        });

        Report first = stage.deploy("v2");

        assertThat(Stage.outcome(reports.getFirst())).isEqualTo("refused");
        assertThat(Stage.reason(reports.getFirst())).contains("is locked by the release of v2 by run 1");
        assertThat(Stage.outcome(first)).isEqualTo("released");
        assertThat(stage.serves("app-api")).isEqualTo("v2");
        assertThat(stage.state("app-api").annotations()).doesNotContainKey("greenlight.dev/intent");
    }

    @Test
    void a_release_whose_lock_was_taken_over_stops_and_leaves_the_other_alone() {
        stage.deploy("v1");
        Owner late = Owner.of(new Owner.WorkflowRun("acme/app", 9, 1), "ben");
        // Wrongly: GitHub says that the first has ended.
        stage.owners.put(new Owner("run 1"), new Liveness.Ended());
        AtomicBoolean done = new AtomicBoolean();
        List<Report> reports = new ArrayList<>();
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1 && done.compareAndSet(false, true)) {
                reports.add(stage.deploy(Sample.request("v3", late)));
            }
        });

        Report first = stage.deploy("v2");

        assertThat(Stage.outcome(reports.getFirst())).isEqualTo("released");
        assertThat(Stage.outcome(first)).isEqualTo("rolled-back");
        assertThat(Stage.reason(first)).contains("somebody else");
        assertThat(stage.serves("app-api")).isEqualTo("v3");
        assertThat(stage.serves("app-web")).isEqualTo("v3");
    }

    @Test
    void two_first_changes_at_the_same_moment_have_one_winner() {
        stage.deploy("v1");
        Owner late = Owner.of(new Owner.WorkflowRun("acme/app", 9, 1), "ben");
        stage.owners.put(new Owner("run 1"), new Liveness.Running());
        AtomicBoolean done = new AtomicBoolean();
        List<Report> reports = new ArrayList<>();
        // The other has looked at the world before the first release wrote anything, and writes in between.
        stage.cloud.beforeNextChange(() -> {
            if (done.compareAndSet(false, true)) {
                reports.add(stage.deploy(Sample.request("v3", late)));
            }
        });

        Report first = stage.deploy("v2");

        assertThat(Stage.outcome(reports.getFirst())).isEqualTo("released");
        assertThat(Stage.outcome(first)).isNotEqualTo("released");
        assertThat(stage.serves("app-api")).isEqualTo("v3");
        assertThat(stage.serves("app-web")).isEqualTo("v3");
    }

    @Test
    void traffic_that_a_person_sets_halfway_is_kept_and_the_lock_taken_off() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-api").sole().orElseThrow();
        AtomicBoolean done = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            Traffic traffic = stage.served("app-api");
            if (traffic.shares().size() > 1 && done.compareAndSet(false, true)) {
                RevisionName green = traffic.shares().keySet().stream()
                        .filter(revision -> !revision.equals(first))
                        .findFirst()
                        .orElseThrow();
                stage.cloud.setTrafficBehindTheBack(
                        "app-api", new Traffic(Map.of(first, new Percent(97), green, new Percent(3)), traffic.tags()));
            }
        });

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.served("app-api").share(first)).isEqualTo(new Percent(97));
        assertThat(stage.state("app-api").annotations()).doesNotContainKey("greenlight.dev/intent");
        Report next = stage.deploy("v3");
        assertThat(Stage.reason(next)).contains("is split");
    }
}
