package dev.greenlight.localcloud.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TelemetryTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ServingRevision GREEN = new ServingRevision("p", "europe-west1", "web", "web-2");
    private static final ServingRevision BLUE = new ServingRevision("p", "europe-west1", "web", "web-1");
    private static final String COUNT = "metric.type=\"run.googleapis.com/request_count\"";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Telemetry telemetry = new Telemetry(
            new TelemetrySettings(Duration.ofSeconds(180), Duration.ofSeconds(60), 100, Optional.empty()), clock());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = start();

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    private ApiServer start() {
        Api api = new Api();
        telemetry.register(api);
        return ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
    }

    @AfterEach
    void stop() {
        server.close();
        telemetry.close();
        client.close();
    }

    private void served(ServingRevision revision, int status, int times, Duration latency) {
        for (int i = 0; i < times; i++) {
            String url = "http://h/a?b=" + i;
            telemetry.served(
                    revision,
                    new ServedRequest(
                            now.get(),
                            "GET",
                            url,
                            status,
                            latency,
                            "10.0.0.1",
                            "curl",
                            new ServedRequest.Trail("f".repeat(32), "1".repeat(16), "")));
        }
    }

    private void line(String severity, String text) {
        Map<String, String> labels = Map.of("revision_name", "web-2");
        telemetry.entry("p", "europe-west1", "cloud_run_revision", labels, severity, "run.googleapis.com/stdout", text);
    }

    private JsonNode series(String filter, String more) throws IOException, InterruptedException {
        String target = "/v3/projects/p/timeSeries?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)
                + "&interval.startTime=2026-11-24T11:00:00Z&interval.endTime=2026-11-24T13:00:00Z" + more;
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target)));
    }

    private JsonNode entries(String filter, String more) throws IOException, InterruptedException {
        ObjectNode body = Json.object().put("filter", filter);
        body.putArray("resourceNames").add("projects/p");
        body.setAll((ObjectNode) Json.MAPPER.readTree("{" + more + "}"));
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v2/entries:list"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static String message(JsonNode answer) {
        return answer.path("error").path("message").asText();
    }

    @Test
    void a_point_appears_when_its_period_has_ended_and_the_lag_has_passed() throws Exception {
        served(GREEN, 200, 7, Duration.ofMillis(3));
        now.set(NOON.plusSeconds(60 + 179));
        assertThat(series(COUNT, "").has("timeSeries")).isFalse();
        now.set(NOON.plusSeconds(60 + 180));
        JsonNode found = series(COUNT, "").path("timeSeries");
        assertThat(found).hasSize(1);
        JsonNode point = found.path(0).path("points").path(0);
        assertThat(point.path("value").path("int64Value").asText()).isEqualTo("7");
        assertThat(point.path("interval").path("startTime").asText()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(point.path("interval").path("endTime").asText()).isEqualTo("2026-11-24T12:01:00Z");
        assertThat(found.path(0)
                        .path("resource")
                        .path("labels")
                        .path("revision_name")
                        .asText())
                .isEqualTo("web-2");
        assertThat(found.path(0).path("metricKind").asText()).isEqualTo("DELTA");
    }

    @Test
    void series_are_told_apart_by_revision_and_code() throws Exception {
        served(GREEN, 200, 95, Duration.ofMillis(3));
        served(GREEN, 500, 5, Duration.ofMillis(3));
        served(BLUE, 200, 900, Duration.ofMillis(3));
        served(new ServingRevision("q", "europe-west1", "web", "web-2"), 200, 1, Duration.ofMillis(3));
        now.set(NOON.plusSeconds(600));
        String green =
                COUNT + " AND resource.type = \"cloud_run_revision\" AND resource.labels.revision_name=\"web-2\"";
        assertThat(series(COUNT, "").path("timeSeries")).hasSize(3);
        assertThat(series(green, "").path("timeSeries")).hasSize(2);
        JsonNode failed =
                series(green + " metric.labels.response_code_class=\"5xx\"", "").path("timeSeries");
        assertThat(failed).hasSize(1);
        assertThat(failed.findValuesAsText("int64Value")).containsExactly("5");
        String singular = " AND metric.label.response_code!=\"200\" AND resource.label.location=europe-west1";
        assertThat(series(green + singular, "").path("timeSeries")).hasSize(1);
    }

    @Test
    void series_come_in_pages_and_without_points_when_asked() throws Exception {
        served(GREEN, 200, 1, Duration.ofMillis(3));
        served(GREEN, 500, 1, Duration.ofMillis(3));
        served(BLUE, 200, 1, Duration.ofMillis(3));
        now.set(NOON.plusSeconds(600));
        JsonNode first = series(COUNT, "&pageSize=2");
        assertThat(first.path("timeSeries")).hasSize(2);
        String token = first.path("nextPageToken").asText();
        assertThat(series(COUNT, "&pageToken=" + token).path("timeSeries")).hasSize(1);
        assertThat(series(COUNT, "&view=HEADERS").path("timeSeries").path(0).has("points"))
                .isFalse();
    }

    @Test
    void alignment_sums_over_windows_that_end_with_the_interval() throws Exception {
        for (int minute = 0; minute < 4; minute++) {
            now.set(NOON.plusSeconds(60L * minute));
            served(GREEN, 200, minute + 1, Duration.ofMillis(3));
        }
        now.set(NOON.plusSeconds(3600));
        JsonNode points = series(COUNT, "&aggregation.alignmentPeriod=120s&aggregation.perSeriesAligner=ALIGN_SUM")
                .path("timeSeries")
                .path(0)
                .path("points");
        assertThat(points.findValuesAsText("int64Value")).containsExactly("7", "3");
        assertThat(points.path(0).path("interval").path("endTime").asText()).isEqualTo("2026-11-24T12:04:00Z");
        JsonNode whole = series(COUNT, "&aggregation.alignmentPeriod=7200s&aggregation.perSeriesAligner=ALIGN_DELTA");
        assertThat(whole.findValuesAsText("int64Value")).containsExactly("10");
    }

    @Test
    void latencies_are_a_distribution() throws Exception {
        served(GREEN, 200, 99, Duration.ofMillis(10));
        served(GREEN, 200, 1, Duration.ofMillis(1000));
        now.set(NOON.plusSeconds(600));
        JsonNode answer = series("metric.type=\"run.googleapis.com/request_latencies\"", "");
        JsonNode value = answer.findValue("distributionValue");
        assertThat(answer.path("unit").asText()).isEqualTo("ms");
        assertThat(value.path("count").asText()).isEqualTo("100");
        assertThat(value.path("mean").asDouble()).isCloseTo(19.9, within(0.001));
        assertThat(value.path("bucketCounts").path(Distribution.bucket(10)).asText())
                .isEqualTo("99");
        assertThat(value.path("bucketCounts").path(Distribution.bucket(1000)).asText())
                .isEqualTo("1");
    }

    @Test
    void what_is_not_supported_is_refused_and_named() throws Exception {
        assertThat(message(series("resource.type=\"cloud_run_revision\"", ""))).contains("metric.type");
        assertThat(message(series("metric.type=\"run.googleapis.com/none\"", "")))
                .startsWith("Cannot find metric(s)");
        assertThat(message(series(COUNT + " OR metric.labels.response_code=\"200\"", "")))
                .contains("OR");
        assertThat(message(series(COUNT + " AND resource.labels.zone=\"a\"", "")))
                .contains("resource.labels.zone");
        assertThat(message(series(COUNT, "&aggregation.perSeriesAligner=ALIGN_RATE")))
                .contains("ALIGN_RATE");
        assertThat(message(series(COUNT, "&aggregation.perSeriesAligner=ALIGN_SUM&aggregation.alignmentPeriod=1m")))
                .contains("alignmentPeriod");
        assertThat(message(series(COUNT, "&aggregation.crossSeriesReducer=REDUCE_SUM")))
                .contains("crossSeriesReducer");
        assertThat(message(entries("NOT severity=ERROR", ""))).contains("NOT");
        assertThat(message(entries("(severity=ERROR)", ""))).contains("(severity=ERROR)");
        assertThat(message(entries("colour=red", ""))).contains("Field not found: 'colour'");
        assertThat(message(entries("timestamp>=yesterday", ""))).contains("2026-11-24T12:00:00Z");
        assertThat(message(entries("", "\"orderBy\":\"severity\""))).contains("order_by");
    }

    @Test
    void lines_of_containers_become_text_or_structured_entries() throws Exception {
        line("DEFAULT", "plain words");
        line("DEFAULT", "{\"severity\":\"ERROR\",\"message\":\"it broke\"}");
        line("DEFAULT", "{\"severity\":\"warning\",\"canary_error\":true,\"id\":\"a1\"}");
        line("DEFAULT", "{not json");
        JsonNode found = entries("", "").path("entries");
        assertThat(found.path(0).path("textPayload").asText()).isEqualTo("plain words");
        assertThat(found.path(0).path("logName").asText()).isEqualTo("projects/p/logs/run.googleapis.com%2Fstdout");
        assertThat(found.path(1).path("textPayload").asText()).isEqualTo("it broke");
        assertThat(found.path(1).path("severity").asText()).isEqualTo("ERROR");
        assertThat(found.path(2).path("jsonPayload").path("canary_error").asBoolean())
                .isTrue();
        assertThat(found.path(2).path("jsonPayload").has("severity")).isFalse();
        assertThat(found.path(3).path("textPayload").asText()).isEqualTo("{not json");
        assertThat(entries("severity>=WARNING", "").path("entries")).hasSize(2);
        assertThat(entries("jsonPayload.canary_error=true AND jsonPayload.id=\"a1\"", "")
                        .path("entries"))
                .hasSize(1);
        assertThat(entries("textPayload:\"PLAIN\"", "").path("entries")).hasSize(1);
        assertThat(entries("textPayload=~\"^it .*ke$\"", "").path("entries")).hasSize(1);
    }

    @Test
    void each_request_has_an_entry() throws Exception {
        served(GREEN, 200, 2, Duration.ofMillis(3));
        served(GREEN, 503, 1, Duration.ofMillis(1500));
        String filter = "resource.type=\"cloud_run_revision\"\nresource.labels.revision_name=\"web-2\"\n"
                + "logName=\"projects/p/logs/run.googleapis.com%2Frequests\"\nhttpRequest.status>=500";
        JsonNode found = entries(filter, "").path("entries");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("httpRequest").path("latency").asText()).isEqualTo("1.500000000s");
        assertThat(found.path(0).path("severity").asText()).isEqualTo("ERROR");
        assertThat(found.path(0).path("trace").asText()).isEqualTo("projects/p/traces/" + "f".repeat(32));
        assertThat(found.path(0).path("spanId").asText()).isEqualTo("1".repeat(16));
        assertThat(entries("httpRequest.requestUrl:\"b=1\"", "").path("entries"))
                .hasSize(1);
        assertThat(entries("timestamp>\"2026-11-24T12:00:00Z\"", "").has("entries"))
                .isFalse();
    }

    @Test
    void pages_show_each_entry_once_even_when_more_arrive_meanwhile() throws Exception {
        for (int i = 0; i < 5; i++) {
            now.set(NOON.plusSeconds(i));
            line("INFO", "line " + i);
        }
        JsonNode first = entries("", "\"pageSize\":2,\"orderBy\":\"timestamp desc\"");
        now.set(NOON.plusSeconds(9));
        line("INFO", "late");
        String token = first.path("nextPageToken").asText();
        JsonNode second = entries("", "\"pageSize\":3,\"orderBy\":\"timestamp desc\",\"pageToken\":\"" + token + "\"");
        assertThat(first.findValuesAsText("textPayload")).containsExactly("line 4", "line 3");
        assertThat(second.findValuesAsText("textPayload")).containsExactly("line 2", "line 1", "line 0");
        assertThat(second.has("nextPageToken")).isFalse();
    }

    @Test
    void the_oldest_entries_make_room() throws Exception {
        for (int i = 0; i < 250; i++) {
            line("INFO", "line " + i);
        }
        JsonNode found = entries("", "\"pageSize\":1000").path("entries");
        assertThat(found).hasSize(100);
        assertThat(found.path(0).path("textPayload").asText()).isEqualTo("line 150");
    }
}
