package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.releases.world.Traits;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.secrets.SecretVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReleaseTest {
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

    @Test
    void a_lost_answer_does_not_stop_a_first_release() {
        stage.cloud.answerNext(new Reply.Busy("503"), true);

        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
    }

    @Test
    void a_failing_way_back_names_what_to_run() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.failing(20));
        AtomicBoolean split = new AtomicBoolean();
        stage.cloud.ignoreTraffic(traffic -> {
            split.compareAndSet(false, traffic.shares().size() > 1);
            return split.get() && traffic.sole().isPresent();
        });

        assertThatThrownBy(() -> stage.deploy("v2"))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("gcloud run services update-traffic app-api --to-revisions=app-api-v1-");
    }

    @Test
    void a_way_back_that_the_public_does_not_see_is_said() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.cloud.stickTo("app-api", "v2");

        assertThatThrownBy(() -> stage.deploy("v2"))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("it is not proven that app-api-v1-");
    }

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
    void a_missing_image_a_missing_secret_and_a_held_version_are_all_said_at_once() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");
        stage.missing.add(Sample.image("backend", "v2"));
        stage.secrets = List.of();
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report))
                .contains("not in its registry")
                .contains("secret db does not exist")
                .contains("was rolled back by anna")
                .contains("because");
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void force_releases_a_held_version_and_a_newer_one_needs_none() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("refused");
        assertThat(Stage.outcome(stage.deploy(Sample.request("v2", true)))).isEqualTo("released");
        assertThat(Stage.outcome(stage.deploy("v3"))).isEqualTo("released");
    }

    @Test
    void a_split_that_no_record_explains_is_refused() {
        stage.deploy("v1");
        RevisionName one = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        RevisionName two = stage.served("app-api").sole().orElseThrow();
        stage.cloud.setTrafficBehindTheBack(
                "app-api", new Traffic(Map.of(one, new Percent(40), two, new Percent(60)), Map.of()));

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("is split");
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

    @Test
    void an_older_commit_is_refused_before_anything_changes() {
        stage.deploy("v1");
        stage.deploy("v3");
        stage.orders.put("v2 to v3", Order.OLDER);
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("version v2 is older than v3");
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void a_release_without_a_way_back_is_refused_unless_forced() {
        stage.deploy("v1");
        stage.missing.add(Sample.image("backend", "v1"));
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report))
                .contains("app-api could not come back to app-api-v1-", "not in the registry any more");
        assertThat(stage.cloud.history()).hasSize(before);
        assertThat(Stage.outcome(stage.deploy(Sample.request("v2", true)))).isEqualTo("released");
    }

    @Test
    void a_secret_that_the_serving_revision_needs_must_still_be_there() {
        stage.deploy("v1");
        stage.secrets = List.of(new SecretVersion(4, true), new SecretVersion(2, false));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("secret db@2, which it needs to start");
    }

    @Test
    void a_service_that_the_internet_cannot_reach_is_refused_even_with_force() {
        stage.deploy("v1");
        stage.cloud.set("app-api", new Traits(false, "its ingress is INGRESS_TRAFFIC_INTERNAL_ONLY", false, 100));

        Report report = stage.deploy(Sample.request("v2", true));

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("could not be checked from here", "INTERNAL_ONLY", "--ingress=all");
    }
}
