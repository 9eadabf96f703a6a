package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.secrets.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private final Stage stage = new Stage();

    @Test
    void a_good_release_moves_the_back_end_in_steps_and_the_front_end_in_one() {
        stage.deploy("v1");
        RevisionName old = stage.served("app-api").sole().orElseThrow();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(stage.serves("app-api")).isEqualTo("v2");
        assertThat(stage.serves("app-web")).isEqualTo("v2");
        assertThat(stage.cloud.history()).anyMatch(effect -> effect.contains(old + " 90 %"));
        assertThat(stage.cloud.history()).noneMatch(effect -> effect.contains("app-web") && effect.contains(" 50 %"));
        assertThat(report.outputs())
                .containsKeys("revision", "revisions", "previous-revisions", "url", "tag-url", "plan-hash");
    }

    @Test
    void the_old_and_the_new_revision_keep_an_address_each() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-web").sole().orElseThrow();
        stage.deploy("v2");
        RevisionName second = stage.served("app-web").sole().orElseThrow();

        assertThat(stage.served("app-web").tags())
                .isEqualTo(Map.of(Colour.BLUE.tag(), first, Colour.GREEN.tag(), second));
        assertThat(stage.cloud.draft(second).env()).containsEntry("ASSET_FALLBACK_URL", "http://blue---app-web.test");

        stage.deploy("v3");
        RevisionName third = stage.served("app-web").sole().orElseThrow();
        assertThat(stage.served("app-web").tags())
                .isEqualTo(Map.of(Colour.BLUE.tag(), third, Colour.GREEN.tag(), second));
    }

    @Test
    void an_unhealthy_revision_never_gets_traffic() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("health").contains("503");
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(stage.state("app-api").annotations()).doesNotContainKey("greenlight.dev/intent");
        assertThat(report.sections()).anyMatch(section -> section.markdown().contains("said by app-api-v2"));
    }

    @Test
    void a_revision_that_does_not_start_is_explained_and_taken_back() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        stage.cloud.behave("v2", Behaviour.CRASHING);

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("did not start to listen on its port");
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(stage.state("app-api").wished()).contains(before);
    }

    @Test
    void a_revision_that_fails_real_requests_is_caught_at_a_step() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        stage.cloud.behave("v2", Behaviour.failing(5));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("at 10 % of the traffic").contains("fails");
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat((Double) Stage.data(report).get("secondsToRestore")).isLessThan(3.0);
        assertThat((Double) Stage.data(report).get("secondsToDecision")).isPositive();
    }

    @Test
    void unreadable_metrics_are_not_health() {
        stage.deploy("v1");
        stage.cloud.telemetry().blind();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("unknown is not healthy");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void failing_migrations_leave_the_traffic_alone() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        stage.cloud.failJobs("exit code 1");

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("migrations failed");
        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(report.sections()).anyMatch(section -> section.markdown().contains("said by app-api-migrate-1"));
    }

    @Test
    void traffic_that_is_accepted_but_does_not_move_is_noticed() {
        stage.deploy("v1");
        RevisionName old = stage.served("app-web").sole().orElseThrow();
        stage.cloud.ignoreTraffic(traffic -> traffic.sole()
                .filter(name -> name.value().startsWith("app-web-v2"))
                .isPresent());

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("the traffic did not become");
        assertThat(stage.served("app-web").sole()).contains(old);
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void a_busy_cloud_and_lost_answers_do_not_stop_a_release() {
        stage.deploy("v1");
        stage.cloud.answerNext(new Reply.Busy("429"), false);
        stage.cloud.answerNext(new Reply.Busy("503"), true);
        stage.cloud.answerNext(new Reply.Conflict("409"), false);

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
        assertThat(stage.serves("app-api")).isEqualTo("v2");
    }

    @Test
    void a_cloud_that_takes_no_change_for_long_ends_the_release_and_the_traffic_is_as_before() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        // More than the time for one change lasts, so that staging fails, and then enough peace for the way back.
        AtomicBoolean over = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            if (!over.get()) {
                stage.cloud.answerNext(new Reply.Busy("503 UNAVAILABLE"), false);
            }
            over.compareAndSet(false, stage.progress.lines.stream().anyMatch(line -> line.contains("FAILED")));
        });
        stage.cloud.answerNext(new Reply.Busy("503 UNAVAILABLE"), false);
        stage.cloud.answerNext(new Reply.Busy("503 UNAVAILABLE"), false);

        Report report = stage.deploy("v2");

        assertThat(report.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report))
                .contains("did not take the change within")
                .contains("503 UNAVAILABLE");
        assertThat(stage.served("app-api")).isEqualTo(before);
    }

    private static String reasons(Report report) {
        assertThat(report.verdict()).isInstanceOf(Verdict.Broken.class);
        return String.join("; ", ((Verdict.Broken) report.verdict()).reasons());
    }

    private void forgetNames() {
        stage.cloud.behave("v1", new Behaviour(true, 200, 0, false));
        stage.secrets = List.of(new SecretVersion(4, true), new SecretVersion(2, true), new SecretVersion(1, true));
    }

    @Test
    void of_two_revisions_of_one_version_the_version_proves_neither() {
        stage.deploy("v1");
        forgetNames();

        assertThat(reasons(stage.deploy("v1")))
                .as("nor on the way back")
                .contains(
                        "the release had failed because of app-api: it is not proven",
                        "which is that of two revisions");
    }

    @Test
    void of_two_names_of_one_commit_the_commit_proves_neither() {
        stage.deploy("v1");
        // Both answer the commit "c" and no revision.
        stage.cloud.behave("v1", new Behaviour(true, 200, 0, false));
        stage.cloud.behave("c", new Behaviour(true, 200, 0, false));
        stage.orders.put("c to v1", Order.SAME);

        assertThat(reasons(stage.deploy("c")))
                .contains("because of app-api: it is not proven that app-api-c-", "which is that of two revisions");
    }

    @Test
    void of_two_revisions_of_one_version_the_request_log_names_the_one_that_serves() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-api").sole().orElseThrow();
        forgetNames();
        stage.logs.answered = () -> Optional.of(stage.cloud.answerers(Instant.MAX));

        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        assertThat(stage.served("app-api").sole()).isNotEqualTo(Optional.of(first));

        stage.secrets = List.of(new SecretVersion(4, true), new SecretVersion(2, true));
        assertThat(Stage.outcome(stage.rollback(first.value()))).isEqualTo("rolled-back");
        assertThat(stage.served("app-api").sole()).contains(first);
    }

    @Test
    void a_plan_changes_nothing_and_is_the_one_that_is_applied() {
        stage.deploy("v1");
        int before = stage.cloud.history().size();

        Report plan = stage.releases().deploy(Sample.request("v2"), true, Agreement.ANY);
        String hash = plan.outputs().getOrDefault("plan-hash", "");

        assertThat(Stage.outcome(plan)).isEqualTo("planned");
        assertThat(stage.cloud.history()).hasSize(before);
        assertThat(Stage.outcome(stage.releases().deploy(Sample.request("v2"), false, Agreement.to(hash))))
                .isEqualTo("released");
        assertThat(Stage.outcome(stage.releases().deploy(Sample.request("v3"), false, Agreement.to(hash))))
                .isEqualTo("refused");
    }

    @Test
    void releasing_what_serves_already_changes_nothing_and_proves_it() {
        stage.deploy("v1");
        stage.deploy("v2");
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void the_same_version_with_a_newer_secret_is_a_new_revision() {
        stage.deploy("v1");
        stage.deploy("v2");
        RevisionName before = stage.served("app-api").sole().orElseThrow();
        stage.secrets = List.of(new SecretVersion(4, true), new SecretVersion(2, true));

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");

        RevisionName after = stage.served("app-api").sole().orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(stage.cloud.draft(after).secrets().toString()).contains("db@4");
    }
}
