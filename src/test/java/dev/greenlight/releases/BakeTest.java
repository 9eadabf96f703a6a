package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens between the last step of a release and its record, while it is only watched. */
class BakeTest {
    private static final Duration BAKE = Duration.ofSeconds(120);

    private final Stage stage = new Stage();
    private Traffic before = Traffic.all(new RevisionName("none"));

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
        before = stage.served("app-api");
        stage.project = baking(BAKE, gate(60, ReleasePolicy.Undecided.ABORT));
    }

    private static ReleasePolicy.Gate gate(int limit, ReleasePolicy.Undecided undecided) {
        return new ReleasePolicy.Gate(
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(limit),
                50,
                ReleasePolicy.Limits.ofErrors(0.01),
                undecided,
                Optional.empty());
    }

    private static Project baking(Duration time, ReleasePolicy.Gate gate) {
        Project sample = Sample.project(gate);
        ReleasePolicy policy = sample.release();
        return new Project(sample.services(), sample.environments(), policy.baking(time));
    }

    private Optional<Intent> intent(String service) {
        return Journal.parse(stage.state(service).annotations()).intent();
    }

    /** Something happens whenever time passes in the bake; it is told how long the bake has lasted. */
    private void inBake(Consumer<Duration> happening) {
        AtomicBoolean within = new AtomicBoolean();
        stage.pace.whilePassing(time -> {
            Optional<Instant> since = intent("app-web").flatMap(Intent::baking);
            if (since.isPresent() && within.compareAndSet(false, true)) {
                happening.accept(stage.pace.since(since.get()));
                within.set(false);
            }
        });
    }

    /** Once, when the bake has lasted so long. */
    private AtomicBoolean after(Duration time, Runnable happening) {
        AtomicBoolean done = new AtomicBoolean();
        inBake(lasted -> {
            if (lasted.compareTo(time) >= 0 && done.compareAndSet(false, true)) {
                happening.run();
            }
        });
        return done;
    }

    @Test
    void a_release_is_recorded_and_tagged_only_after_its_bake() {
        Instant start = stage.pace.now();
        AtomicBoolean seen = after(BAKE.minusSeconds(10), () -> {
            Journal journal = Journal.parse(stage.state("app-api").annotations());
            RevisionName fresh = journal.intent().orElseThrow().revision();
            assertThat(stage.served("app-api").sole()).contains(fresh);
            assertThat(journal.good()).extracting("version").containsExactly("v1");
            assertThat(journal.intent().orElseThrow().given().value()).isEqualTo(100);
            assertThat(stage.served("app-api").tags()).containsEntry(Tag.CANDIDATE, fresh);
            assertThat(stage.served("app-api").tags())
                    .containsEntry(new Tag("blue"), before.sole().orElseThrow());
        });

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).as(Stage.reason(report)).isEqualTo("released");
        assertThat(seen).isTrue();
        assertThat(stage.pace.since(start)).isBetween(BAKE.plusSeconds(30), BAKE.plusSeconds(60));
        assertThat(intent("app-api")).isEmpty();
        assertThat(stage.served("app-api").tags()).doesNotContainKey(Tag.CANDIDATE);
        assertThat(judgements(report)).contains("| app-api | bake |", "| app-web | bake |");
    }

    @Test
    void errors_that_begin_in_the_bake_take_the_release_back() {
        AtomicReference<Instant> began = new AtomicReference<>(Instant.MAX);
        after(Duration.ofSeconds(60), () -> {
            began.set(stage.pace.now());
            stage.cloud.behave("v2", Behaviour.failing(20));
        });

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("app-api: app-api in the bake under all traffic", "fails too often");
        assertThat(stage.pace.since(began.get())).isLessThan(Duration.ofSeconds(30));
        assertBack();
        assertThat(String.valueOf(report.data().get("log"))).contains("said by app-api-v2-");
        assertThat(judgements(report)).contains("| app-api | bake |", "| fail |");
    }

    @Test
    void a_few_errors_at_the_end_of_a_long_bake_are_not_lost_in_its_good_beginning() {
        stage.project = baking(Duration.ofSeconds(1_000), gate(60, ReleasePolicy.Undecided.ABORT));
        after(Duration.ofSeconds(900), () -> stage.cloud.behave("v2", Behaviour.failing(6)));

        Report report = stage.deploy("v2");

        // 5,000 requests in the last 100 s and 45,000 good ones before: of all, not one in a hundred fails.
        assertThat(Stage.reason(report)).contains("in the bake", "fails too often", "this was at the end");
        assertBack();
    }

    @Test
    void a_revision_that_hangs_in_the_bake_is_caught_by_our_own_requests() {
        after(Duration.ofSeconds(30), () -> stage.cloud.behave("v2", Behaviour.UNHEALTHY));

        assertThat(Stage.reason(stage.deploy("v2"))).contains("in the bake", "3 of our own requests failed in a row");
        assertBack();
    }

    @Test
    void front_ends_are_watched_as_well() {
        inBake(lasted ->
                stage.cloud.telemetry().mute(revision -> revision.value().startsWith("app-web-v2")));

        Report report = stage.deploy("v2");

        assertThat(Stage.reason(report))
                .startsWith("app-web: app-web in the bake")
                .contains("unknown is not healthy");
        assertBack();
    }

    @Test
    void metrics_that_stop_in_the_bake_are_not_health() {
        after(Duration.ofSeconds(60), () -> stage.cloud.telemetry().stopAt(stage.pace.now()));

        Report report = stage.deploy("v2");

        assertThat(Stage.reason(report)).contains("undecided after 170 s, and unknown is not healthy", "of 120 s");
        assertBack();
    }

    @Test
    void an_undecided_bake_goes_on_only_where_the_configuration_says_so() {
        stage.project = baking(BAKE, gate(60, ReleasePolicy.Undecided.PROCEED));
        after(Duration.ofSeconds(60), () -> stage.cloud.telemetry().stopAt(stage.pace.now()));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(stage.progress.lines)
                .anyMatch(line -> line.contains("in the bake") && line.contains("goes on all the same"));
    }

    @Test
    void metrics_that_come_three_minutes_late_are_waited_for() {
        stage.project = baking(BAKE, gate(300, ReleasePolicy.Undecided.ABORT));
        stage.cloud.telemetry().late(Duration.ofSeconds(180));
        Instant start = stage.pace.now();

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");

        assertThat(stage.pace.since(start)).isBetween(BAKE.plusSeconds(4 * 180 + 30), BAKE.plusSeconds(4 * 180 + 90));
    }

    @Test
    void late_metrics_of_errors_in_the_bake_are_waited_for_too() {
        stage.project = baking(BAKE, gate(300, ReleasePolicy.Undecided.ABORT));
        stage.cloud.telemetry().late(Duration.ofSeconds(180));
        after(Duration.ofSeconds(60), () -> stage.cloud.behave("v2", Behaviour.failing(20)));

        assertThat(Stage.reason(stage.deploy("v2"))).contains("in the bake", "fails too often");
        assertBack();
    }

    @Test
    void what_is_released_for_the_first_time_is_not_baked() {
        Stage fresh = new Stage();
        fresh.project = stage.project;
        Instant start = fresh.pace.now();

        assertThat(Stage.outcome(fresh.deploy("v1"))).isEqualTo("released");

        assertThat(fresh.pace.since(start)).isLessThan(BAKE);
    }

    @Test
    void a_release_that_is_killed_in_the_bake_is_taken_back_and_made_again_by_the_next_run() {
        killed();
        assertThat(intent("app-api").orElseThrow().baking()).isPresent();
        assertThat(Journal.parse(stage.state("app-api").annotations()).good())
                .extracting("version")
                .containsExactly("v1");

        Report again = stage.deploy("v2");

        assertThat(Stage.outcome(again)).as(Stage.reason(again)).isEqualTo("released");
        assertThat(stage.serves("app-api")).isEqualTo("v2");
        assertThat(stage.serves("app-web")).isEqualTo("v2");
        assertThat(intent("app-api")).isEmpty();
        assertThat(stage.progress.lines).anyMatch(line -> line.contains("and baking for 30 s, did not finish"));
    }

    @Test
    void a_release_that_is_killed_in_the_bake_is_taken_back_by_a_rollback() {
        killed();

        Report report = stage.rollback("");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertBack();
        assertThat(Stage.reason(stage.deploy("v2"))).contains("was rolled back by anna");
    }

    /** Not an exception that anybody handles: as if the process had ended. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void killed() {
        after(Duration.ofSeconds(30), () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> stage.deploy("v2")).isInstanceOf(Killed.class);
    }

    @Test
    void a_rollback_in_the_bake_wins() {
        after(
                Duration.ofSeconds(30),
                () -> assertThat(Stage.outcome(stage.rollback(""))).isEqualTo("rolled-back"));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("somebody else changed the traffic");
        assertBack();
        assertThat(Journal.parse(stage.state("app-api").annotations()).hold("v2"))
                .isPresent();
    }

    @Test
    void the_lock_holds_through_the_bake_and_says_so() {
        AtomicReference<String> said = new AtomicReference<>("");
        after(Duration.ofSeconds(30), () -> {
            stage.owners.put(new Owner("run 1"), new Liveness.Running());
            said.set(Stage.reason(stage.deploy(Sample.request("v3", new Owner("run 2")))));
        });

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");

        assertThat(said.get()).contains("app-api is locked by", "and baking for 30 s");
    }

    private void assertBack() {
        assertThat(stage.serves("app-api")).isEqualTo("v1");
        assertThat(stage.serves("app-web")).isEqualTo("v1");
        assertThat(intent("app-api")).isEmpty();
        assertThat(intent("app-web")).isEmpty();
        assertThat(stage.served("app-api").tags()).doesNotContainKey(Tag.CANDIDATE);
        assertThat(Journal.parse(stage.state("app-api").annotations()).good())
                .extracting("version")
                .containsExactly("v1");
    }

    private static String judgements(Report report) {
        return report.sections().stream()
                .filter(section -> section.title().equals("Judgements"))
                .map(Section::markdown)
                .collect(Collectors.joining());
    }
}
