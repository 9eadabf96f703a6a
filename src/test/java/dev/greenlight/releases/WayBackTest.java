package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Releases that fail, and whose way back does not go well either. */
class WayBackTest {
    private static final String PLACE = " --project=p1 --region=europe-west1";

    private final Stage stage = new Stage();

    @Test
    void a_failing_way_back_names_what_to_run() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.failing(20));
        AtomicBoolean split = new AtomicBoolean();
        stage.cloud.ignoreTraffic(traffic -> {
            split.compareAndSet(false, traffic.shares().size() > 1);
            return split.get() && traffic.sole().isPresent();
        });

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("not-restored");
        assertThat(reasons(report))
                .contains(
                        "gcloud run services update-traffic app-api --to-revisions=app-api-v1-",
                        "=100" + PLACE,
                        "the release had failed because of app-api: ");
    }

    private static String reasons(Report report) {
        assertThat(report.verdict()).isInstanceOf(Verdict.Broken.class);
        return String.join("; ", ((Verdict.Broken) report.verdict()).reasons());
    }

    @Test
    void a_way_back_that_the_public_does_not_see_is_said() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.cloud.stickTo("app-api", "v2");

        Report report = stage.deploy("v2");

        assertThat(reasons(report)).contains("it is not proven that app-api-v1-", "its health check failed");
        assertThat(report.sections())
                .extracting(Section::title)
                .contains("What is left to do by hand", "Why", "Steps", "Last log lines of what failed");
        assertThat(report.outputs()).containsEntry("outcome", "not-restored").containsKey("plan-hash");
        assertThat(String.valueOf(report.data().get("answers"))).contains("503");
        assertThat(stage.state("app-api").annotations())
                .as("the next one knows of it")
                .containsKey("greenlight.dev/intent");
    }

    @Test
    void a_defect_leaves_neither_traffic_nor_tags_nor_a_lock() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        AtomicBoolean done = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1 && done.compareAndSet(false, true)) {
                throw new IllegalStateException("a defect");
            }
        });

        assertThatThrownBy(() -> stage.deploy("v2")).isInstanceOf(IllegalStateException.class);

        assertThat(stage.served("app-api")).isEqualTo(before);
        assertThat(stage.state("app-api").annotations()).doesNotContainKey("greenlight.dev/intent");
        assertThat(stage.state("app-web").annotations()).doesNotContainKey("greenlight.dev/intent");
    }

    @Test
    void a_defect_is_told_even_when_the_way_back_fails_too() {
        stage.deploy("v1");
        AtomicBoolean done = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1 && done.compareAndSet(false, true)) {
                stage.cloud.ignoreTraffic(traffic -> true);
                throw new IllegalStateException("a defect");
            }
        });

        assertThatThrownBy(() -> stage.deploy("v2"))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(defect -> assertThat(defect.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("gcloud run services update-traffic app-api"));
    }

    @Test
    void a_lock_is_kept_until_the_old_revision_is_proven_even_when_no_tag_was_set() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.CRASHING);
        stage.cloud.stickTo("app-api", "v2");

        assertThat(reasons(stage.deploy("v2"))).contains("it is not proven that app-api-v1-");

        assertThat(stage.state("app-api").annotations()).containsKey(Keys.INTENT);
    }

    @Test
    void a_release_that_was_recorded_and_cannot_be_proven_back_is_locked_and_not_good() {
        stage.deploy("v1");
        // The back end is recorded first.
        stage.cloud.onChange(change -> {
            if (unlocks(change, "app-web")) {
                stage.cloud.stickTo("app-api", "v2");
                return Optional.of(new Reply.Refused("no more"));
            }
            return Optional.empty();
        });

        assertThat(reasons(stage.deploy("v2")))
                .contains("it is not proven that app-api-v1-", "because of app-web: ", "no more");

        Journal journal = Journal.parse(stage.state("app-api").annotations());
        assertThat(journal.good()).extracting(Good::version).containsExactly("v1");
        assertThat(journal.intent()).isPresent();
    }

    private static boolean unlocks(ServiceChange change, String service) {
        return change.service().value().equals(service)
                && change.annotations()
                        .filter(notes -> !notes.containsKey(Keys.INTENT))
                        .isPresent();
    }

    @Test
    void a_lock_and_tags_that_cannot_be_taken_off_are_told_with_what_to_run() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.cloud.onChange(
                change -> unlocks(change, "app-api") ? Optional.of(new Reply.Refused("a quota")) : Optional.empty());

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(String.valueOf(report.data().get("afterwards")))
                .contains(
                        "app-api: the lock of the failed release (annotation greenlight.dev/intent) is left",
                        "gcloud run services replace service.yaml" + PLACE,
                        "the tags of the failed release are left",
                        "gcloud run services update-traffic app-api --remove-tags=candidate" + PLACE,
                        "a quota");
    }

    @Test
    void a_lock_that_stays_beside_traffic_of_somebody_else_is_told_with_what_to_run() {
        stage.deploy("v1");
        RevisionName first = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        stage.cloud.onChange(
                change -> unlocks(change, "app-api") ? Optional.of(new Reply.Refused("a quota")) : Optional.empty());
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1) {
                stage.cloud.setTrafficBehindTheBack("app-api", Traffic.all(first));
            }
        });

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.state("app-api").annotations()).containsKey(Keys.INTENT);
        assertThat(String.valueOf(report.data().get("afterwards")))
                .contains(
                        "app-api: somebody else set its traffic meanwhile, and that was left",
                        "the lock of the failed release (annotation greenlight.dev/intent) is left",
                        "gcloud run services describe app-api" + PLACE,
                        "a quota");
    }

    private boolean goesBack(ServiceChange change) {
        return change.service().value().equals("app-api")
                && stage.served("app-api").shares().size() > 1
                && change.traffic().flatMap(Traffic::sole).isPresent();
    }

    @Test
    void a_defect_on_the_way_back_hides_neither_the_cause_nor_what_to_run() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.failing(20));
        stage.cloud.onChange(change -> {
            if (goesBack(change)) {
                throw new IllegalStateException("a defect");
            }
            return Optional.empty();
        });

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("not-restored");
        assertThat(reasons(report))
                .contains(
                        "app-api: Greenlight itself has a defect there (java.lang.IllegalStateException: a defect",
                        "By hand: gcloud run services update-traffic app-api --to-revisions=app-api-v1-",
                        "the release had failed because of app-api: ");
        assertThat(stage.serves("app-web")).isEqualTo("v1");
    }

    @Test
    void a_way_back_that_the_cloud_forbids_names_the_remedy_and_what_to_run() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.failing(20));
        stage.cloud.onChange(change -> {
            if (goesBack(change)) {
                throw new ExternalFailure("change app-api", "it is forbidden", "give roles/run.developer");
            }
            return Optional.empty();
        });

        assertThat(reasons(stage.deploy("v2")))
                .contains("By hand: give roles/run.developer; then gcloud run services update-traffic app-api"
                        + " --to-revisions=app-api-v1-")
                .contains("=100" + PLACE);
    }

    @Test
    void a_service_that_the_release_had_made_is_said_to_be_deleted() {
        stage.cloud.behave("v1", Behaviour.UNHEALTHY);

        assertThat(String.valueOf(stage.deploy("v1").data().get("afterwards")))
                .contains("app-api: this release had made the service, and has deleted it again with its revisions;"
                        + " the next release makes it anew");
    }

    @Test
    void a_service_that_cannot_be_deleted_again_is_told_with_what_to_run() {
        stage.cloud.behave("v1", Behaviour.UNHEALTHY);
        stage.cloud.onRemoval(service -> Optional.of(new Reply.Refused("deletion protection")));

        Report report = stage.deploy("v1");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.cloud.isPublic(new ServiceName("app-api"))).isFalse();
        assertThat(String.valueOf(report.data().get("afterwards")))
                .contains(
                        "app-api: this release had made the service and could not delete it again: deletion protection",
                        "it is closed to the public",
                        "gcloud run services delete app-api" + PLACE);
    }
}
