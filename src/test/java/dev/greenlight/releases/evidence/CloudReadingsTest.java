package dev.greenlight.releases.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapters on answers of the forms that Cloud Monitoring and Cloud Logging document. */
@SuppressWarnings("NullAway.Init")
class CloudReadingsTest {
    private static final ServiceName SERVICE = new ServiceName("web");
    private static final RevisionName GREEN = new RevisionName("web-2");
    private static final Instant FROM = Instant.parse("2026-11-25T10:00:30Z");
    private static final Instant TO = Instant.parse("2026-11-25T10:05:00Z");

    private final Deque<String> answers = new ArrayDeque<>();
    private final Deque<String> asked = new ArrayDeque<>();
    private HttpServer server;
    private Metrics metrics;
    private Logs logs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getQuery() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        CloudAccess access = new CloudAccess(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), Optional.empty());
        Identity nobody = Identity.of(access);
        metrics = Metrics.at(access, nobody, "p1", "europe-west1");
        logs = Logs.at(access, nobody, "p1");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void only_points_wholly_inside_the_window_are_counted() {
        answers.add("{\"timeSeries\":["
                + series(
                        "2xx",
                        point("10:00:00", "10:01:00", "\"int64Value\":\"900\""),
                        point("10:01:00", "10:02:00", "\"int64Value\":\"90\""))
                + "," + series("5xx", point("10:01:00", "10:02:00", "\"int64Value\":\"3\"")) + "]}");

        Reading.Known known = (Reading.Known) metrics.requests(SERVICE, FROM, TO);

        assertThat(known.counts(GREEN, TO)).isEqualTo(new Counts(93, 3));
        assertThat(known.counts(GREEN, Instant.parse("2026-11-25T10:01:59Z"))).isEqualTo(Counts.NONE);
        assertThat(known.first()).contains(Instant.parse("2026-11-25T10:01:00Z"));
        assertThat(known.reach(List.of(GREEN))).contains(Instant.parse("2026-11-25T10:02:00Z"));
        assertThat(known.reach(List.of(new RevisionName("web-1")))).isEmpty();
        assertThat(asked.getFirst()).contains("request_count", "service_name = \"web\"", "location = \"europe-west1\"");
    }

    @Test
    void pages_are_followed() {
        answers.add("{\"nextPageToken\":\"more\",\"timeSeries\":["
                + series("2xx", point("10:01:00", "10:02:00", "\"int64Value\":\"1\"")) + "]}");
        answers.add("{\"timeSeries\":[" + series("2xx", point("10:02:00", "10:03:00", "\"int64Value\":\"2\"")) + "]}");

        assertThat(((Reading.Known) metrics.requests(SERVICE, FROM, TO)).counts(GREEN, TO))
                .isEqualTo(new Counts(3, 0));
        assertThat(asked.getLast()).contains("pageToken=more");
    }

    @Test
    void latencies_of_errors_are_left_out() {
        String buckets = "\"distributionValue\":{\"count\":\"4\",\"bucketOptions\":{\"exponentialBuckets\":"
                + "{\"numFiniteBuckets\":66,\"growthFactor\":1.4,\"scale\":1}},\"bucketCounts\":[\"0\",\"4\"]}";
        answers.add("{\"timeSeries\":[" + series("2xx", point("10:01:00", "10:02:00", buckets)) + ","
                + series("5xx", point("10:01:00", "10:02:00", buckets)) + "]}");

        Reading.Known known = (Reading.Known) metrics.latencies(SERVICE, FROM, TO);

        assertThat(known.latencies(GREEN, TO)).isEqualTo(new Latencies(List.of(new Latencies.Bucket(1, 1.4, 4))));
        assertThat(asked.getFirst()).contains("request_latencies");
    }

    @Test
    void a_counter_that_goes_backwards_or_nonsense_is_unknown() {
        answers.add("{\"timeSeries\":[" + series("2xx", point("10:01:00", "10:02:00", "\"int64Value\":\"-5\"")) + "]}");
        answers.add("{\"timeSeries\":[" + series("2xx", point("10:01:00", "never", "\"int64Value\":\"5\"")) + "]}");
        answers.add("{\"timeSeries\":["
                + series("2xx", point("10:01:00", "10:02:00", "\"distributionValue\":{\"count\":\"5\"}")) + "]}");

        assertThat(metrics.requests(SERVICE, FROM, TO)).isInstanceOf(Reading.Unknown.class);
        assertThat(metrics.requests(SERVICE, FROM, TO)).isInstanceOf(Reading.Unknown.class);
        assertThat(metrics.latencies(SERVICE, FROM, TO)).isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void the_request_log_tells_users_from_our_own_requests() {
        answers.add("{\"nextPageToken\":\"n\",\"entries\":[" + entry("10:02:00", 200, "0.050s", "Mozilla") + ","
                + entry("10:01:00", 200, "0.001s", Probe.AGENT) + "]}");
        answers.add("{\"entries\":[" + entry("10:00:59", 503, "3s", "curl") + "]}");

        RequestLog log = logs.requests(SERVICE, FROM).orElseThrow();

        assertThat(log.from()).isEqualTo(FROM);
        assertThat(log.own()).containsExactly(Instant.parse("2026-11-25T10:01:00Z"));
        assertThat(log.users().counts(GREEN, TO)).isEqualTo(new Counts(2, 1));
        assertThat(log.users().latencies(GREEN, TO)).isEqualTo(Latencies.of(List.of(50.0)));
    }

    @Test
    void of_a_long_log_the_newest_part_is_read_and_said_to_be_a_part() {
        for (int minute = 9; minute >= 5; minute--) {
            answers.add(
                    "{\"nextPageToken\":\"n\",\"entries\":[" + entry("10:0" + minute + ":00", 200, "1s", "x") + "]}");
        }

        RequestLog log = logs.requests(SERVICE, FROM).orElseThrow();

        assertThat(log.from()).isEqualTo(Instant.parse("2026-11-25T10:05:00Z"));
    }

    @Test
    void a_log_that_cannot_be_understood_is_none() {
        answers.add("{\"entries\":[{\"timestamp\":\"2026-11-25T10:02:00Z\",\"httpRequest\":{\"latency\":\"soon\"}}]}");

        assertThat(logs.requests(SERVICE, FROM)).isEmpty();
    }

    private static String series(String statusClass, String... points) {
        return "{\"metric\":{\"labels\":{\"response_code_class\":\"" + statusClass + "\"}},\"resource\":{\"labels\":"
                + "{\"revision_name\":\"web-2\"}},\"points\":[" + String.join(",", points) + "]}";
    }

    private static String point(String start, String end, String value) {
        return "{\"interval\":{\"startTime\":\"2026-11-25T" + start + "Z\",\"endTime\":\"2026-11-25T" + end
                + "Z\"},\"value\":{" + value + "}}";
    }

    private static String entry(String time, int status, String latency, String agent) {
        return "{\"timestamp\":\"2026-11-25T" + time + "Z\",\"resource\":{\"labels\":{\"revision_name\":\"web-2\"}},"
                + "\"httpRequest\":{\"status\":" + status + ",\"latency\":\"" + latency + "\",\"userAgent\":\"" + agent
                + "\"}}";
    }
}
