package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two at once, and a person in between. */
@SuppressWarnings("NullAway.Init")
class RacesCloudIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** How long the request that is under way takes: longer than a release here. */
    private static final Duration LONG_REQUEST = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Lane lane;
    private Trial trial;

    @BeforeEach
    void release() throws IOException, InterruptedException {
        lane = new Lane(folder.resolve("lane"), 25_000, Application.workloads());
        trial = lane.trial();
        Ended first = trial.deploy("v1");
        assertThat(first.code()).as(first.output()).isEqualTo(0);
        lane.calm();
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private interface Command {
        Ended run() throws Exception;
    }

    private static CompletableFuture<Ended> start(Command command) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return command.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }

    private void awaitShare(int share) {
        Await.until(share + " % for v2", LIMIT, () -> trial.share("v2") >= share);
    }

    private Footing whole() throws IOException {
        Footing footing = trial.footing();
        assertThat(footing.faults()).isEmpty();
        return footing;
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v2"})
    void of_two_deploys_that_begin_at_the_same_moment_one_releases_and_the_other_stops(String other) throws Exception {
        // Both have looked and decided before the first change of either arrives.
        lane.faults(List.of("{on: run.services.patch, calls: 1-2, latency: 3s}"));
        try (Sampler sampler = new Sampler(trial.url())) {
            CompletableFuture<Ended> one = start(() -> trial.here("anna", trial.deploying("v2", Build.GOOD)));
            CompletableFuture<Ended> two = start(() -> trial.here("berta", trial.deploying(other, Build.GOOD)));

            List<Ended> both = List.of(one.join(), two.join());

            assertThat(both).extracting(Ended::code).as(both.toString()).containsExactlyInAnyOrder(0, 1);
            assertThat(both)
                    .anySatisfy(ended -> assertThat(ended.output()).contains("somebody else changed the traffic"));
            assertThat(whole().good()).isEqualTo(one.join().code() == 0 ? "v2" : other);
            assertThat(recordedBy(one.join().code() == 0 ? "anna" : "berta")).isTrue();
            sampler.assertUnharmed();
        }
    }

    private boolean recordedBy(String user) {
        return trial.service()
                .at("/annotations/greenlight.dev~1good")
                .asText()
                .lines()
                .findFirst()
                .filter(good -> good.matches("\\[\\{[^}]*\"run\":\"" + user + " at .*"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v1"})
    void of_two_first_deploys_one_makes_the_service_and_the_other_leaves_it(String other) throws Exception {
        trial = lane.trial();
        lane.faults(List.of("{on: run.services.create, calls: 1-2, latency: 3s}"));
        CompletableFuture<Ended> one = start(() -> trial.here("anna", trial.deploying("v1", Build.GOOD)));
        CompletableFuture<Ended> two = start(() -> trial.here("berta", trial.deploying(other, Build.GOOD)));

        List<Ended> both = List.of(one.join(), two.join());

        assertThat(both).extracting(Ended::code).as(both.toString()).containsExactlyInAnyOrder(0, 1);
        assertThat(both)
                .anySatisfy(
                        ended -> assertThat(ended.output()).contains("somebody else created the service meanwhile"));
        assertThat(whole().good()).isEqualTo(one.join().code() == 0 ? "v1" : other);
        assertThat(recordedBy(one.join().code() == 0 ? "anna" : "berta")).isTrue();
        try (Sampler sampler = new Sampler(trial.url())) {
            Await.until(
                    "ten answers of the open service",
                    LIMIT,
                    () -> sampler.answers() >= Sampler.LEAST || !sampler.wrong().isEmpty());
            sampler.assertUnharmed();
        }
    }

    @Test
    void a_service_that_a_person_makes_during_a_first_deploy_is_left() throws Exception {
        trial = lane.trial();
        lane.faults(List.of("{on: run.services.create, calls: 1, latency: 3s}"));
        CompletableFuture<Ended> deploy = start(() -> trial.here("berta", trial.deploying("v1", Build.GOOD)));
        Await.until("the deploy's attempt to create the service", LIMIT, () -> lane.fired(0) > 0);
        trial.make("web-00001-abc");

        Ended stopped = deploy.join();

        assertThat(stopped.code()).as(stopped.output()).isEqualTo(1);
        assertThat(stopped.output()).contains("somebody else created the service meanwhile", "and that was left");
        Await.until("the person's service", LIMIT, () -> !trial.reconciling());
        assertThat(trial.service().path("latestReadyRevision").asText()).endsWith("/web-00001-abc");
        assertThat(trial.service().has("deleteTime")).isFalse();
        assertThat(trial.intended()).isFalse();
    }

    @Test
    void a_deploy_is_refused_while_the_process_of_another_runs_and_not_when_it_was_killed() throws Exception {
        lane.faults(List.of("{on: run.jobs.run, " + Lane.HELD + "}"));
        Child child = trial.child(trial.deploying("v2", Build.GOOD));
        Await.until("the deploy's migration", LIMIT, () -> lane.fired(0) > 0 || !child.alive());
        assertThat(child.alive()).as(child.said()).isTrue();

        Ended refused = trial.deploy("v3");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output())
                .contains("is locked by the release of v2 by berta at", "which is still running")
                .contains("process " + child.process().pid());
        assertThat(trial.here("anna", trial.deploying("v3", Build.GOOD, "--force", "true"))
                        .code())
                .as("force does not help")
                .isEqualTo(1);

        child.kill();
        lane.calm();
        Ended taken = trial.deploy("v3");
        assertThat(taken.output()).contains("did not finish and its run has ended; it is taken over");
        assertThat(taken.code()).as(taken.output()).isEqualTo(0);
        assertThat(whole().good()).isEqualTo("v3");
    }

    @Test
    void a_rollback_wins_over_a_running_deploy_and_what_it_took_back_is_held() throws Exception {
        try (Sampler sampler = new Sampler(trial.url())) {
            CompletableFuture<Ended> deploy = start(() -> trial.here("berta", trial.deploying("v2", Build.GOOD)));
            awaitShare(50);

            Ended back = trial.rollback();

            assertThat(back.code()).as(back.output()).isEqualTo(0);
            Ended stopped = deploy.join();
            assertThat(stopped.code()).as(stopped.output()).isEqualTo(1);
            assertThat(stopped.output()).contains("somebody else changed the traffic");
            Footing footing = whole();
            assertThat(footing.good()).isEqualTo("v1");
            assertThat(footing.withdrawn()).isEqualTo("v2");
            sampler.assertUnharmed();
        }

        Ended held = trial.deploy("v2");
        assertThat(held.code()).isEqualTo(1);
        assertThat(held.output()).contains("was rolled back by anna", "set force to true");
        assertThat(trial.deploy("v3").code()).as("a newer one is not held").isEqualTo(0);
        trial.rollback();
        assertThat(trial.here("anna", trial.deploying("v2", Build.GOOD, "--force", "true"))
                        .code())
                .isEqualTo(0);
        assertThat(whole().good()).isEqualTo("v2");
    }

    @Test
    void a_rollback_does_not_wait_for_a_revision_that_does_not_come_up() throws Exception {
        // The second change makes the revision.
        lane.faults(List.of("{on: run.services.patch, calls: 2, fault: never-ends}"));
        Child child = trial.child(trial.deploying("v2", Build.GOOD));
        Await.until(
                "the new revision to be made", LIMIT, () -> lane.fired(0) > 0 && trial.reconciling() || !child.alive());
        assertThat(child.alive()).as(child.said()).isTrue();
        child.kill();
        lane.faults(List.of("{on: run.services.get, latency: 0ms}"));

        Ended back = trial.rollback();

        assertThat(back.code()).as(back.output()).isEqualTo(0);
        assertThat(lane.fired(0)).as("looks at the service").isLessThan(20);
        assertThat(whole().withdrawn()).isEqualTo("v2");
    }

    @Test
    void traffic_that_a_person_sets_halfway_stays_and_the_lock_comes_off() throws Exception {
        try (Sampler sampler = new Sampler(trial.url())) {
            CompletableFuture<Ended> deploy = start(() -> trial.here("berta", trial.deploying("v2", Build.GOOD)));
            awaitShare(50);
            String type = "\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION\"";
            String one = trial.revision("v1");
            String two = trial.revision("v2");
            trial.setTraffic("[{" + type + ",\"revision\":\"" + one + "\",\"percent\":70},{" + type + ",\"revision\":\""
                    + two + "\",\"percent\":30}]");

            Ended stopped = deploy.join();

            assertThat(stopped.code()).as(stopped.output()).isEqualTo(1);
            assertThat(stopped.output()).contains("somebody else").contains("was left");
            assertThat(trial.share("v2")).isEqualTo(30);
            assertThat(trial.share("v1")).isEqualTo(70);
            assertThat(trial.intended()).isFalse();
            sampler.assertUnharmed();
        }
        Ended next = trial.deploy("v3");
        assertThat(next.code()).isEqualTo(1);
        assertThat(next.output()).contains("is split");
        assertThat(trial.here("anna", trial.rolling("--to", "v1")).code()).isEqualTo(0);
        assertThat(whole().good()).isEqualTo("v1");
    }

    @Test
    void a_long_request_under_way_across_the_shifts_is_answered_by_whom_it_was_sent_to() throws Exception {
        String old = trial.revision("v1");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            CompletableFuture<HttpResponse<String>> request = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(trial.url() + "/takes/" + LONG_REQUEST.toMillis()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            Ended released = trial.deploy("v2");

            assertThat(released.code()).as(released.output()).isEqualTo(0);
            assertThat(request.isDone())
                    .as("answered before the release was over")
                    .isFalse();
            HttpResponse<String> answer = request.join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains(old);
        }
    }
}
