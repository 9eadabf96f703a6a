package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.SecretVersions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the adapters make of a cloud that is busy, refuses or talks nonsense. */
@SuppressWarnings("NullAway.Init")
class GoogleAnswersCloudIT {
    private static final ServiceName WEB = new ServiceName("web");
    private static final String SERVICE =
            "{\"name\":\"projects/p1/locations/l/services/web\",\"generation\":\"3\",\"observedGeneration\":\"3\",\"uri\":\"https://web.test\","
                    + "\"latestReadyRevision\":\"projects/p1/locations/l/services/web/revisions/web-2\","
                    + "\"traffic\":[{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION\",\"revision\":\"web-1\",\"tag\":\"blue\"},"
                    + "{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST\",\"percent\":100}]}";

    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer server;
    private CloudAccess access;
    private CloudRun cloud;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            int status = Integer.parseInt(answer.substring(0, 3));
            byte[] body = answer.substring(3).strip().getBytes(StandardCharsets.UTF_8);
            if (status == 999) {
                exchange.close();
                return;
            }
            if (status == 888) {
                // Never answers; the test's end frees the thread.
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        access = new CloudAccess(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), Optional.empty());
        cloud = CloudRun.at(access, Identity.of(access), "p1", "l");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_read_outlasts_a_busy_cloud() {
        answers.add("429 " + error(429, "RESOURCE_EXHAUSTED"));
        answers.add("503 " + error(503, "UNAVAILABLE"));
        answers.add("999");
        answers.add("200 " + SERVICE);

        assertThat(cloud.service(WEB).orElseThrow().mark().generation()).isEqualTo(3);
    }

    @Test
    void latest_is_named_and_an_entry_of_a_tag_alone_is_no_traffic() {
        answers.add("200 " + SERVICE);

        assertThat(cloud.service(WEB).orElseThrow().wished().orElseThrow()).hasToString("web-2 100 % (blue→web-1)");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "403, PERMISSION_DENIED, roles/run.admin",
        "401, UNAUTHENTICATED,   input 'credentials'",
        "400, INVALID_ARGUMENT,  try again",
    })
    void a_refused_read_says_what_to_do(int status, String code, String remedy) {
        answers.add(status + " " + error(status, code));

        assertThatThrownBy(() -> cloud.service(WEB))
                .isInstanceOfSatisfying(
                        ExternalFailure.class,
                        failure -> assertThat(failure.remedy()).contains(remedy));
    }

    @Test
    void nonsense_is_a_failure_of_the_cloud_and_not_of_ours() {
        answers.add("200 <html>busy</html>");

        assertThatThrownBy(() -> cloud.service(WEB)).isInstanceOf(ExternalFailure.class);
        assertThatThrownBy(() -> SecretVersions.at(access, Identity.of(access)).of("p1", "db"))
                .isInstanceOf(ExternalFailure.class);
        assertThat(Metrics.at(access, Identity.of(access), "p1", "l").requests(WEB, Instant.EPOCH, Instant.EPOCH))
                .isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void a_write_that_is_answered_with_nonsense_is_no_success() {
        answers.add("200 <html>busy</html>");

        assertThat(cloud.delete(WEB, "")).isNotInstanceOf(Reply.Accepted.class);
    }

    @Test
    void a_cloud_that_is_down_is_told_with_what_to_do() {
        server.stop(0);

        assertTold();
    }

    @Test
    void a_cloud_that_never_answers_is_given_up() {
        answers.add("888");

        assertTold();
    }

    /** All at once, since each of them waits for its own time limit. */
    private void assertTold() {
        List<Callable<Object>> questions = List.of(
                () -> cloud.service(WEB),
                () -> cloud.revisions(WEB),
                () -> cloud.delete(WEB, ""),
                () -> SecretVersions.at(access, Identity.of(access)).of("p1", "db"),
                () -> Metrics.at(access, Identity.of(access), "p1", "l").requests(WEB, Instant.EPOCH, Instant.EPOCH));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> told = questions.stream().map(threads::submit).toList();
            for (Future<Object> answer : List.of(told.get(0), told.get(1), told.get(3))) {
                assertThatThrownBy(() -> answer.get(90, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOfSatisfying(
                                ExternalFailure.class,
                                failure -> assertThat(failure.remedy()).isNotBlank());
            }
            assertThat(told.get(2)).succeedsWithin(Duration.ofSeconds(90)).isInstanceOf(Reply.Busy.class);
            assertThat(told.get(4)).succeedsWithin(Duration.ofSeconds(90)).isInstanceOf(Reading.Unknown.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_does_not_exist_is_empty() {
        answers.add("404 " + error(404, "NOT_FOUND"));

        assertThat(cloud.service(WEB)).isEmpty();
        assertThat(SecretVersions.at(access, Identity.of(access)).of("p1", "db"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "409, ABORTED,             Conflict",
        "409, ALREADY_EXISTS,      Conflict",
        "429, RESOURCE_EXHAUSTED,  Busy",
        "503, UNAVAILABLE,         Busy",
        "500, INTERNAL,            Busy",
        "999, '',                  Busy",
        "400, INVALID_ARGUMENT,    Refused",
        "403, PERMISSION_DENIED,   Refused",
    })
    void a_write_is_sent_once_and_its_answer_is_a_value(int status, String code, String reply) {
        answers.add(status + (code.isEmpty() ? "" : " " + error(status, code)));
        answers.add("200 {\"name\":\"operations/1\"}");

        Reply answer = cloud.change(new ServiceChange(
                WEB,
                "e",
                Optional.empty(),
                Optional.of(Traffic.all(new RevisionName("web-1"))),
                Optional.of(Map.of())));

        assertThat(answer.getClass().getSimpleName()).as(answer.toString()).isEqualTo(reply);
        assertThat(answers).hasSize(1);
    }

    private static String error(int status, String code) {
        return "{\"error\":{\"code\":" + status + ",\"status\":\"" + code + "\",\"message\":\"said by the cloud\"}}";
    }
}
