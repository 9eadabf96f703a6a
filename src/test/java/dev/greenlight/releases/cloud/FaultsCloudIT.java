package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.steps.Reasons;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import dev.greenlight.secrets.SecretVersions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault on demand, and what our own clients make of it. */
@SuppressWarnings("NullAway.Init")
class FaultsCloudIT {
    private static final ServiceName WEB = new ServiceName("web");
    private static final RevisionName ONE = new RevisionName("web-one");
    private static final RevisionName TWO = new RevisionName("web-two");
    private static final String PATCH = "run.services.patch";
    private static final String GET = "run.services.get";
    private static final Pace PACE = Pace.of(Clock.systemUTC());
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** One server for all tests, each with a project of its own. */
    @TempDir
    static Path state;

    private static LocalCloud local;
    private static CloudAccess access;
    private static int projects;

    private String project;
    private CloudRun cloud;
    private Jobs jobs;

    @BeforeAll
    static void start() {
        local = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 27_900)
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(1))),
                new InProcessWorkloads(workload -> answering(workload.key().name())),
                line -> {});
        access = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.empty());
    }

    @AfterAll
    static void stop() {
        local.stop();
    }

    @BeforeEach
    void openProject() {
        project = "p" + ++projects;
        heal();
        Identity identity = Identity.of(access);
        cloud = CloudRun.at(access, identity, project, "europe-west1");
        jobs = Jobs.at(access, identity, project, "europe-west1");
    }

    /** A read is repeated for as long as it may pass. */
    @ParameterizedTest(name = "{0} on calls {1}")
    @CsvSource({
        "latency: 300ms,                               1",
        "'fault: error, status: ABORTED',              1-2",
        "'fault: error, status: RESOURCE_EXHAUSTED',   1-3",
        "fault: quota,                                 1-3",
        "'fault: error, status: INTERNAL',             1-2",
        "'fault: error, status: UNAVAILABLE',          1-3",
        "'fault: error, status: DEADLINE_EXCEEDED',    1",
        "'fault: error, status: 502',                  1-2",
        "fault: reset,                                 1-2",
        "fault: lost-answer,                           1-2",
    })
    void a_read_gets_its_answer_after_all(String fault, String calls) {
        create();
        fault("on: " + GET + ", calls: " + calls + ", " + fault);

        assertThat(cloud.service(WEB).orElseThrow().name()).isEqualTo(WEB);

        assertThat(rule().path("fired").asInt()).isEqualTo(calls.equals("1") ? 1 : calls.charAt(2) - '0');
    }

    /** A write is sent once, and its answer is a value. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "latency: 300ms,                              Accepted",
        "'fault: error, status: ABORTED',             Conflict",
        "'fault: error, status: RESOURCE_EXHAUSTED',  Busy",
        "fault: quota,                                Busy",
        "'fault: error, status: INTERNAL',            Busy",
        "'fault: error, status: UNAVAILABLE',         Busy",
        "'fault: error, status: DEADLINE_EXCEEDED',   Busy",
        "'fault: error, status: FAILED_PRECONDITION', Busy",
        "'fault: error, status: 502',                 Busy",
        "fault: reset,                                Busy",
        "fault: lost-answer,                          Busy",
        "'fault: error, status: INVALID_ARGUMENT',    Refused",
        "fault: permission-denied,                    Refused",
    })
    void a_write_is_sent_once_and_its_answer_is_a_value(String fault, String reply) {
        ServiceState before = staged();
        fault("on: " + PATCH + ", " + fault);

        Reply answer = cloud.change(ServiceChange.of(before, Traffic.all(TWO), Map.of()));

        assertThat(answer.getClass().getSimpleName()).as(answer.toString()).isEqualTo(reply);
        assertThat(rule().path("seen").asInt()).isEqualTo(1);
    }

    /** It is sent again only after looking, so that its effect comes once. */
    @ParameterizedTest(name = "{0}: sent {1} times")
    @CsvSource({
        "latency: 300ms,                              1",
        "'fault: error, status: ABORTED',             2",
        "'fault: error, status: RESOURCE_EXHAUSTED',  2",
        "fault: quota,                                2",
        "'fault: error, status: INTERNAL',            2",
        "'fault: error, status: UNAVAILABLE',         2",
        "'fault: error, status: FAILED_PRECONDITION', 2",
        "'fault: error, status: 502',                 2",
        "fault: reset,                                2",
        "fault: lost-answer,                          2",
        "'fault: slow, after: 300ms',                 1",
        "'fault: late-traffic, after: 300ms',         1",
    })
    void a_shift_takes_effect_once(String fault, int sent) {
        ServiceState before = staged();
        fault("on: " + PATCH + ", calls: 1, " + fault);

        ServiceState after =
                done(settling(10).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())));

        assertThat(after.served().traffic()).contains(Traffic.all(TWO));
        assertThat(after.mark().generation()).isEqualTo(before.mark().generation() + 1);
        assertThat(rule().path("seen").asInt()).isEqualTo(sent);
    }

    @Test
    void a_conflict_is_told_in_cloud_runs_words() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", resource: web, fault: error, status: ABORTED");

        assertThat(cloud.change(ServiceChange.of(before, Traffic.all(TWO), Map.of())))
                .isEqualTo(new Reply.Conflict("ABORTED Conflict for resource 'web': version '1' was specified but"
                        + " current version is '2'."));
        assertThat(settling(1).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())))
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed ->
                                assertThat(failed.words()).contains("did not take the change within 1 s", "Conflict"));
    }

    @Test
    void a_missing_permission_is_named_with_what_to_do() {
        ServiceState before = staged();
        fault("on: 'run.*', fault: permission-denied");

        assertThatThrownBy(() -> cloud.service(WEB)).isInstanceOfSatisfying(ExternalFailure.class, failure -> {
            assertThat(failure)
                    .hasMessageContaining(
                            "PERMISSION_DENIED Permission 'run.services.get' denied on resource" + " 'projects/"
                                    + project + "/locations/europe-west1/services/web' (or resource may not exist).");
            assertThat(failure.remedy()).contains("roles/run.developer", "run.services.get");
        });
        assertThat(cloud.change(ServiceChange.of(before, Traffic.all(TWO), Map.of())))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.words()).contains("Permission 'run.services.update' denied"));
    }

    @Test
    void a_creation_whose_answer_is_lost_is_not_made_twice() {
        fault("on: run.services.create, fault: lost-answer");
        RevisionDraft draft = draft(ONE, "backend");

        assertThat(cloud.create(WEB, draft, Traffic.all(ONE), Map.of())).isInstanceOf(Reply.Busy.class);
        heal();
        assertThat(cloud.create(WEB, draft, Traffic.all(ONE), Map.of())).isInstanceOf(Reply.Conflict.class);
        assertThat(cloud.service(WEB).orElseThrow().mark().generation()).isEqualTo(1);
    }

    @Test
    void a_deletion_whose_answer_is_lost_is_repeated_and_accepted() {
        create();
        fault("on: run.services.delete, calls: 1, fault: lost-answer");

        assertThat(cloud.delete(WEB)).isInstanceOf(Reply.Busy.class);
        for (int i = 0; i < 100 && cloud.service(WEB).isPresent(); i++) {
            PACE.pause(Duration.ofMillis(50));
        }
        assertThat(cloud.delete(WEB)).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void an_operation_that_never_ends_is_given_up_at_the_limit() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: never-ends");

        Settling.Result result =
                settling(1).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed -> assertThat(failed.words())
                                .isEqualTo("it is not in effect after 1 s: Cloud Run still works on it"));
        heal();
        ServiceState stuck = cloud.service(WEB).orElseThrow();
        assertThat(stuck.readiness().settled()).isFalse();
        assertThat(stuck.consistent()).isFalse();
        assertThat(settling(5).shift(stuck, state -> ServiceChange.of(state, Traffic.all(ONE), Map.of())))
                .as("a later write frees the service")
                .isInstanceOf(Settling.Result.Done.class);
    }

    @Test
    void a_shift_that_cloud_run_gives_up_fails_at_once_with_its_reason() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: fails, reason: PROGRESS_DEADLINE_EXCEEDED, message: Routes did not settle.");
        Instant start = Instant.now();

        Settling.Result result =
                settling(60).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed -> assertThat(failed.words()).contains("Routes did not settle."));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        ServiceState after = cloud.service(WEB).orElseThrow();
        assertThat(after.wished()).as("the bad wish stays in the specification").contains(Traffic.all(TWO));
        assertThat(after.served().traffic())
                .as("what served last goes on")
                .contains(before.wished().orElseThrow());
    }

    @Test
    void a_revision_that_fails_says_why_in_plain_words() {
        ServiceState before = create();
        fault("on: " + PATCH + ", fault: fails, reason: HEALTH_CHECK_CONTAINER_ERROR, message: The container exited.");

        cloud.change(ServiceChange.of(before, tagged(), Map.of()).with(draft(TWO, "backend")));
        ServiceState after = settled();

        assertThat(Reasons.of(after)).contains("did not start to listen", "The container exited.");
        assertThat(after.readiness().latestReady()).contains(ONE);
    }

    @Test
    void statuses_that_do_not_follow_the_specification_are_not_taken_for_success() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: drift");

        Settling.Result result =
                settling(1).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        assertThat(result).isInstanceOf(Settling.Result.Failed.class);
        ServiceState after = cloud.service(WEB).orElseThrow();
        assertThat(after.readiness().settled()).isTrue();
        assertThat(after.consistent()).isFalse();
        assertThat(((Settling.Result.Failed) result).words()).contains("web-one 100 %");
    }

    @Test
    void a_change_by_somebody_else_is_not_overwritten() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", calls: 1, fault: moved-by-others, after: 300ms, revision: web-two");
        Traffic half = Traffic.all(ONE).split(TWO, new Percent(50), ONE);
        ServiceState done = done(settling(5).shift(before, state -> ServiceChange.of(state, half, Map.of())));
        for (int i = 0; i < 100 && cloud.service(WEB).orElseThrow().wished().equals(done.wished()); i++) {
            PACE.pause(Duration.ofMillis(20));
        }

        assertThat(settling(5).shift(done, state -> ServiceChange.of(state, Traffic.all(ONE), Map.of())))
                .isInstanceOfSatisfying(
                        Settling.Result.Overtaken.class,
                        overtaken -> assertThat(overtaken.state().wished()).contains(Traffic.all(TWO)));
    }

    @Test
    void a_change_that_somebody_else_undoes_at_once_is_not_waited_for() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", calls: 1, fault: moved-by-others, after: 0s");
        Instant start = Instant.now();

        Settling.Result result =
                settling(60).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        // Done when the change was seen before it was undone.
        assertThat(result).isInstanceOfAny(Settling.Result.Overtaken.class, Settling.Result.Done.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void requests_that_take_the_old_way_for_a_while_are_seen_by_who_asks_the_service_itself() throws Exception {
        ServiceState before = staged();
        cloud.open(WEB);
        fault("on: " + PATCH + ", fault: late-routes, after: 700ms");

        assertThat(settling(5).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())))
                .isInstanceOf(Settling.Result.Done.class);

        String url = before.url().orElseThrow().toString();
        assertThat(get(url)).as("Cloud Run says that it is done").isEqualTo("web-one");
        for (int i = 0; i < 100 && !get(url).equals("web-two"); i++) {
            PACE.pause(Duration.ofMillis(50));
        }
        assertThat(get(url)).isEqualTo("web-two");
    }

    @Test
    void a_revision_that_is_gone_cannot_be_returned_to_and_that_is_said_at_once() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: revision-vanishes, after: 0s");
        ServiceState moved =
                done(settling(5).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())));
        for (int i = 0; i < 100 && cloud.revisions(WEB).size() > 1; i++) {
            PACE.pause(Duration.ofMillis(20));
        }
        heal();
        assertThat(cloud.revisions(WEB)).extracting(RevisionState::name).containsExactly(TWO);
        Instant start = Instant.now();

        assertThat(settling(60).shift(moved, state -> ServiceChange.of(state, Traffic.all(ONE), Map.of())))
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed -> assertThat(failed.words()).contains("Revision 'web-one' not found"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "'fault: error, status: ABORTED',     run.services.setIamPolicy",
        "fault: lost-answer,                  run.services.setIamPolicy",
        "fault: reset,                        run.services.setIamPolicy",
        "'fault: error, status: UNAVAILABLE', run.services.getIamPolicy",
    })
    void opening_a_service_outlasts_what_passes(String fault, String method) {
        create();
        fault("on: " + method + ", calls: 1, " + fault);

        cloud.open(WEB);

        heal();
        assertThat(cloud.isPublic(WEB)).isTrue();
    }

    /** A migration that runs twice is worse than one that does not run. */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "fault: lost-answer,                         run.jobs.run",
        "fault: reset,                               run.jobs.run",
        "'fault: error, status: UNAVAILABLE',        run.jobs.run",
        "'fault: error, status: ABORTED',            run.jobs.run",
        "fault: quota,                               run.jobs.run",
        "fault: lost-answer,                         run.jobs.create",
        "'fault: error, status: INTERNAL',           run.jobs.create",
        "'fault: error, status: UNAVAILABLE',        run.jobs.executions.get",
        "fault: reset,                               run.jobs.executions.get",
        "'fault: error, status: RESOURCE_EXHAUSTED', run.jobs.get",
        "'fault: slow, after: 300ms',                run.jobs.run",
    })
    void a_job_runs_once(String fault, String method) throws Exception {
        create();
        fault("on: " + method + ", calls: 1, " + fault);

        assertThat(jobs.run(job())).isInstanceOf(JobEnding.Succeeded.class);

        assertThat(rule().path("fired").asInt()).isEqualTo(1);
        heal();
        assertThat(executions()).hasSize(1);
    }

    @Test
    void a_job_whose_run_takes_effect_only_after_its_caller_gave_up_runs_once() throws Exception {
        create();
        // Longer than a write may take, and shorter than the pause before it is repeated together with that.
        fault("on: run.jobs.run, calls: 1, latency: 31s");

        assertThat(jobs.run(job())).isInstanceOf(JobEnding.Succeeded.class);

        PACE.pause(Duration.ofSeconds(2));
        heal();
        assertThat(executions()).hasSize(1);
    }

    @Test
    void a_job_that_fails_says_why() {
        create();
        fault("on: run.jobs.run, fault: fails, reason: NON_ZERO_EXIT_CODE, message: It called exit(1).");

        assertThat(jobs.run(job()))
                .isInstanceOfSatisfying(
                        JobEnding.Failed.class,
                        failed -> assertThat(failed.toString()).contains("It called exit(1)."));
    }

    /** Unknown is not healthy, and nothing is not zero errors of many. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',                                   Known,   5",
        "fault: missing,                       Known,   0",
        "fault: zero,                          Known,   0",
        "'fault: late, after: 10m',            Known,   0",
        "'fault: error, status: UNAVAILABLE',  Unknown, 0",
        "'fault: error, status: 502',          Unknown, 0",
        "fault: permission-denied,             Unknown, 0",
        "fault: quota,                         Unknown, 0",
        "fault: reset,                         Unknown, 0",
    })
    void metrics_are_what_they_are(String fault, String kind, long requests) throws Exception {
        ServiceState service = create();
        cloud.open(WEB);
        Instant from = Instant.now();
        // Only points that begin after it count, and a point is a second long.
        PACE.pause(Duration.ofMillis(1_100));
        for (int i = 0; i < 5; i++) {
            get(service.url().orElseThrow().toString());
        }
        Metrics metrics = Metrics.at(access, Identity.of(access), project, "europe-west1");
        for (int i = 0; i < 100 && counts(metrics, from).requests() < 5; i++) {
            PACE.pause(Duration.ofMillis(100));
        }
        if (!fault.isEmpty()) {
            fault("on: monitoring.timeSeries.list, resource: web, " + fault);
        }

        Reading reading = metrics.requests(WEB, from, Instant.now());

        assertThat(reading.getClass().getSimpleName()).as(reading.toString()).isEqualTo(kind);
        assertThat(counts(metrics, from).requests()).isEqualTo(requests);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fault: missing",
        "'fault: late, after: 10m'",
        "'fault: error, status: UNAVAILABLE'",
        "fault: permission-denied",
        "fault: reset"
    })
    void without_a_log_nobody_is_said_to_have_answered(String fault) throws Exception {
        ServiceState service = create();
        cloud.open(WEB);
        get(service.url().orElseThrow() + "?greenlight-probe=abc");
        Logs logs = Logs.at(access, Identity.of(access), project);
        for (int i = 0; i < 100 && logs.answeredBy(WEB, "abc", Instant.EPOCH).isEmpty(); i++) {
            PACE.pause(Duration.ofMillis(50));
        }
        assertThat(logs.answeredBy(WEB, "abc", Instant.EPOCH)).contains(ONE);
        fault("on: logging.entries.list, " + fault);

        assertThat(logs.answeredBy(WEB, "abc", Instant.EPOCH)).isEmpty();
        assertThat(logs.lastOf(WEB, ONE, 10)).isEmpty();
    }

    @ParameterizedTest(name = "{0} on calls {1}: {2}")
    @CsvSource({
        "'fault: error, status: UNAVAILABLE',        1-2, ''",
        "fault: reset,                               1-2, ''",
        "'fault: error, status: RESOURCE_EXHAUSTED', 1-2, ''",
        "'fault: error, status: INTERNAL',           1-2, ''",
        "fault: permission-denied,                   all, roles/secretmanager.viewer",
    })
    void versions_of_a_secret_are_found_or_it_is_said_why_not(String fault, String calls, String remedy)
            throws Exception {
        send("POST", "/v1/projects/" + project + "/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        send("POST", "/v1/projects/" + project + "/secrets/db:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        fault("on: secrets.versions.list, calls: " + calls + ", " + fault);
        SecretVersions versions = SecretVersions.at(access, Identity.of(access));

        if (remedy.isEmpty()) {
            assertThat(versions.of(project, "db")).hasSize(1);
        } else {
            assertThatThrownBy(() -> versions.of(project, "db"))
                    .isInstanceOfSatisfying(
                            ExternalFailure.class,
                            failure -> assertThat(failure.remedy()).contains(remedy));
        }
    }

    @ParameterizedTest(name = "{0} on calls {1}")
    @CsvSource({
        "'fault: error, status: UNAVAILABLE', 1",
        "'fault: error, status: INTERNAL',    1",
        "fault: reset,                        1",
    })
    void a_sign_in_outlasts_what_passes(String fault, String calls) throws IOException {
        create();
        Secret key = Secret.of(Files.readString(state.resolve("service-account.json")));
        CloudAccess signed = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.of(key));
        fault("on: oauth.token, calls: " + calls + ", " + fault);

        assertThat(CloudRun.at(signed, Identity.of(signed), project, "europe-west1")
                        .service(WEB))
                .isPresent();
        assertThat(rule().path("fired").asInt()).isEqualTo(1);
    }

    @Test
    void a_secret_that_the_revision_may_not_read_is_named() throws Exception {
        send("POST", "/v1/projects/" + project + "/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        send("POST", "/v1/projects/" + project + "/secrets/db:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        fault("on: secrets.versions.access, resource: db, fault: permission-denied");
        RevisionDraft draft = new RevisionDraft(
                ONE,
                Sample.image("backend", "v1"),
                8000,
                Map.of(),
                Map.of("DATABASE_URL", new SecretReference("db", "1")),
                Map.of());

        cloud.create(WEB, draft, Traffic.all(ONE), Map.of());
        ServiceState after = settled();

        assertThat(Reasons.of(after))
                .contains(
                        "roles/secretmanager.secretAccessor", "Permission denied on secret", "/secrets/db/versions/1");
    }

    // -- what every test uses

    private ServiceState create() {
        cloud.create(WEB, draft(ONE, "backend"), Traffic.all(ONE), Map.of());
        return done(settling(10)
                .created(WEB, now -> now.consistent() && now.readiness().settled(), now -> Optional.empty()));
    }

    /** A service with a second revision that has a tag and no traffic. */
    private ServiceState staged() {
        return done(settling(10)
                .apply(
                        create(),
                        now -> ServiceChange.of(now, tagged(), Map.of()).with(draft(TWO, "backend")),
                        now -> now.consistent() && now.readiness().settled(),
                        now -> Optional.empty()));
    }

    private static Traffic tagged() {
        return Traffic.all(ONE).tagged(Tag.CANDIDATE, TWO);
    }

    private ServiceState settled() {
        ServiceState now = cloud.service(WEB).orElseThrow();
        for (int i = 0; i < 200 && !now.readiness().settled(); i++) {
            PACE.pause(Duration.ofMillis(20));
            now = cloud.service(WEB).orElseThrow();
        }
        assertThat(now.readiness().settled()).isTrue();
        return now;
    }

    private Settling settling(int seconds) {
        return new Settling(cloud, PACE, Duration.ofSeconds(seconds));
    }

    private static ServiceState done(Settling.Result result) {
        assertThat(result).isInstanceOf(Settling.Result.Done.class);
        return ((Settling.Result.Done) result).state();
    }

    private static RevisionDraft draft(RevisionName name, String image) {
        return new RevisionDraft(name, Sample.image(image, name.value()), 8000, Map.of(), Map.of(), Map.of());
    }

    private static JobDraft job() {
        return new JobDraft(
                "web-migrate",
                WEB,
                Sample.image("backend", "v1"),
                List.of("migrate"),
                Map.of(),
                Map.of(),
                Duration.ofMinutes(1));
    }

    private List<JsonNode> executions() throws Exception {
        return send("GET", "/v2/projects/" + project + "/locations/europe-west1/jobs/web-migrate/executions", "")
                .path("executions")
                .valueStream()
                .toList();
    }

    private static Counts counts(Metrics metrics, Instant from) {
        return metrics.requests(WEB, from, Instant.now()) instanceof Reading.Known known
                ? known.counts(ONE, Instant.MAX)
                : Counts.NONE;
    }

    private void fault(String rule) {
        local.faults("seed: 7\nrules:\n  - {" + rule + "}\n");
    }

    private void heal() {
        local.faults("rules: []");
    }

    /** The only rule in force, with what has become of it. */
    private JsonNode rule() {
        try {
            return send("GET", "/_faults", "").at("/rules/0");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.apiUrl() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static String get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Handler answering(String text) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }
}
