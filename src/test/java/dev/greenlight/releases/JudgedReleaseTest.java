package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.evidence.Point;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.evidence.RequestLog;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a release does when the data that it is judged by come late, not at all, or say something bad. */
class JudgedReleaseTest {
    private static final ReleasePolicy.Gate PATIENT = new ReleasePolicy.Gate(
            3, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(300), 50, 0.01);

    private final Stage stage = new Stage();

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
    }

    @Test
    void metrics_that_come_three_minutes_late_are_waited_for() {
        stage.project = Sample.project(PATIENT);
        stage.cloud.telemetry().late(Duration.ofSeconds(180));
        Instant start = stage.pace.now();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(stage.pace.since(start)).isBetween(Duration.ofSeconds(3 * 190), Duration.ofSeconds(3 * 200));
    }

    @Test
    void errors_that_the_metrics_show_late_are_caught_all_the_same() {
        stage.project = Sample.project(PATIENT);
        stage.cloud.telemetry().late(Duration.ofSeconds(180));
        stage.cloud.behave("v2", Behaviour.failing(20));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("at 10 % of the traffic").contains("fails more often");
    }

    @Test
    void metrics_later_than_the_limit_are_not_health() {
        stage.cloud.telemetry().late(Duration.ofSeconds(180));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("undecided after 60 s", "say nothing of either revision");
    }

    @Test
    void while_the_metrics_are_late_the_request_log_is_read() {
        stage.project = Sample.project(PATIENT);
        stage.cloud.telemetry().late(Duration.ofHours(1));
        stage.logs.requests = since -> log(since, stage.pace.now(), true);

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).as(Stage.reason(report)).isEqualTo("released");
        assertThat(judgements(report)).contains("request log", "15 ms / 15 ms");
    }

    @Test
    void a_request_log_that_lacks_our_own_requests_is_not_believed() {
        stage.project = Sample.project(new ReleasePolicy.Gate(
                3, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(300), 50, 0.01));
        stage.cloud.telemetry().late(Duration.ofHours(1));
        stage.logs.requests = since -> log(since, stage.pace.now(), false);

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("rolled-back");
    }

    /** Ten requests a second to each revision that serves, and our own, as the log of a healthy service shows them. */
    private Optional<RequestLog> log(Instant since, Instant now, boolean complete) {
        Map<RevisionName, List<Point>> users = new HashMap<>();
        List<Instant> own = new ArrayList<>();
        for (Instant at = since; at.isBefore(now); at = at.plusMillis(100)) {
            Point point = new Point(at, at, new Counts(1, 0), Latencies.of(List.of(15.0)));
            stage.served("app-api")
                    .shares()
                    .keySet()
                    .forEach(revision -> users.computeIfAbsent(revision, name -> new ArrayList<>())
                            .add(point));
            if (complete || own.size() < 3) {
                own.add(at.plusMillis(
                        complete ? 0 : Duration.between(since, now).toMillis()));
            }
        }
        return Optional.of(new RequestLog(since, new Reading.Known(users), own));
    }

    @Test
    void metrics_that_stop_midway_are_not_health() {
        whileSplit(start -> stage.cloud.telemetry().stopAt(start.plusSeconds(6)));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("unknown is not healthy").containsPattern("(seen|cover) [0-9]+ of");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void after_a_counters_reset_the_time_of_observation_begins_again() {
        Instant before = stage.pace.now();
        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
        Duration usual = stage.pace.since(before);
        Instant start = stage.pace.now();
        AtomicBoolean lost = new AtomicBoolean();
        whileSplit(split -> {
            if (!stage.pace.now().isBefore(split.plusSeconds(8)) && lost.compareAndSet(false, true)) {
                stage.cloud.telemetry().forget();
            }
        });

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(lost).isTrue();
        assertThat(stage.pace.since(start)).isBetween(usual.plusSeconds(6), usual.plusSeconds(12));
    }

    @Test
    void a_gap_in_what_was_counted_is_no_time_of_observation() {
        // Few requests are enough, so that only the gap can make it longer.
        stage.project = Sample.project(new ReleasePolicy.Gate(
                3, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60), 10, 0.01));
        Instant before = stage.pace.now();
        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
        Duration usual = stage.pace.since(before);
        Instant start = stage.pace.now();
        AtomicBoolean lost = new AtomicBoolean();
        whileSplit(split -> {
            if (!stage.pace.now().isBefore(split.plusSeconds(8)) && lost.compareAndSet(false, true)) {
                // The data still begin where they did, but what is missing may have been the errors.
                stage.cloud.telemetry().forget(split.plusSeconds(2), split.plusSeconds(7));
            }
        });

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(lost).isTrue();
        assertThat(stage.pace.since(start)).isBetween(usual.plusSeconds(6), usual.plusSeconds(12));
    }

    @Test
    void a_new_revision_without_a_series_is_not_passed() {
        stage.cloud.telemetry().mute(revision -> revision.value().contains("-v2-"));

        assertThat(Stage.reason(stage.deploy("v2"))).contains("the new revision has seen 0 of at least 50 requests");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void an_old_revision_without_a_series_leaves_nothing_to_compare_with() {
        stage.cloud.telemetry().mute(revision -> revision.value().contains("-v1-"));

        assertThat(Stage.reason(stage.deploy("v2")))
                .contains("too little to compare with", "the old revision has seen 0 of at least 50");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void requests_without_latencies_are_not_passed() {
        stage.cloud.telemetry().withoutLatencies();

        assertThat(Stage.reason(stage.deploy("v2"))).contains("latencies are not known");
    }

    @Test
    void too_few_requests_are_not_passed_and_our_own_do_not_count() {
        stage.project = Sample.project(new ReleasePolicy.Gate(
                3, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60), 5_000, 0.01));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        // Five of fifty users' requests a second for a minute.
        assertThat(Stage.reason(report)).containsPattern("the new revision has seen (29[0-9]|300) of at least 5000");
    }

    @Test
    void a_slow_revision_is_caught_at_a_step() {
        stage.cloud.behave("v2", Behaviour.slow(120));

        Report report = stage.deploy("v2");

        assertThat(Stage.reason(report))
                .contains("at 10 % of the traffic: the new revision is slower than the old one");
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void a_revision_that_hangs_under_traffic_is_caught_by_our_own_requests() {
        whileSplit(start -> stage.cloud.behave("v2", Behaviour.UNHEALTHY));
        Instant start = stage.pace.now();

        Report report = stage.deploy("v2");

        assertThat(Stage.reason(report)).contains("does not answer its health path any more", "3 of our own requests");
        assertThat(stage.pace.since(start)).isLessThan(Duration.ofSeconds(10));
        assertThat(stage.serves("app-api")).isEqualTo("v1");
    }

    @Test
    void the_report_shows_what_was_judged_in_which_window() {
        stage.cloud.behave("v2", Behaviour.failing(5));

        String table = judgements(stage.deploy("v2"));

        assertThat(table).contains("p95", "chance", "metrics", "| fail |", "fails more often than the old one", "ms (");
    }

    private static String judgements(Report report) {
        return report.sections().stream()
                .filter(section -> section.title().equals("Judgements"))
                .map(section -> section.markdown())
                .collect(Collectors.joining());
    }

    private interface Interference {
        void since(Instant split);
    }

    /** Something happens while a later release's traffic is split. */
    private void whileSplit(Interference interference) {
        AtomicReference<Optional<Instant>> split = new AtomicReference<>(Optional.empty());
        stage.pace.whilePassing(time -> {
            if (stage.served("app-api").shares().size() > 1) {
                Instant since = split.get().orElseGet(stage.pace::now);
                split.set(Optional.of(since));
                interference.since(since);
            }
        });
    }
}
