package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.waiting.Await;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several locations in one server: one name in two of them is two things. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegionsTest {
    private static final List<String> REGIONS = List.of("europe-west1", "us-central1");

    @TempDir
    Path state;

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalCloud cloud;

    @BeforeEach
    void start() {
        Options options = Options.in(state)
                .withPorts(0, 25_600)
                .withTimes(new Options.Times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)));
        cloud = LocalCloud.start(options, new InProcessWorkloads(RegionsTest::answering), line -> {});
    }

    @AfterEach
    void stop() {
        cloud.stop();
        client.close();
    }

    @Test
    void services_of_one_name_have_their_own_addresses_revisions_lives_and_policies() throws Exception {
        for (String region : REGIONS) {
            service(region);
        }
        assertThat(url(REGIONS.get(0))).isNotEqualTo(url(REGIONS.get(1)));
        for (String region : REGIONS) {
            assertThat(get(url(region)).body()).isEqualTo(region + " web-v1");
            assertThat(call("GET", region, "/services", "").path("services")).hasSize(1);
        }
        done("DELETE", REGIONS.get(0), "/services/web", "");
        assertThat(call("GET", REGIONS.get(0), "/services/web", "")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(404);
        assertThat(get(url(REGIONS.get(1))).body()).isEqualTo(REGIONS.get(1) + " web-v1");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /services",
        "GET, /services/web",
        "GET, /services/-/revisions",
        "GET, /jobs",
        "GET, /jobs/-/executions",
        "GET, /operations",
        "POST, /services?serviceId=web",
        "PATCH, /services/web?allowMissing=true",
        "DELETE, /services/web",
        "POST, /jobs?jobId=migrate",
        "PATCH, /jobs/migrate?allowMissing=true",
        "POST, /jobs/migrate:run",
    })
    void all_locations_together_are_no_location(String method, String path) throws Exception {
        String body = path.contains("jobs")
                ? "{\"template\":{\"template\":{\"containers\":[{\"image\":\"app\"}]}}}"
                : "{\"template\":{\"containers\":[{\"image\":\"app\"}]}}";
        JsonNode refused = call(method, "-", path, method.equals("GET") || path.endsWith(":run") ? "" : body);
        assertThat(refused.at("/error/status").asText()).as("%s", refused).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused.at("/error/message").asText()).contains("projects/demo/locations/-");
    }

    @Test
    void metrics_and_logs_are_told_apart_by_location() throws Exception {
        for (String region : REGIONS) {
            service(region);
        }
        for (int i = 0; i < 3; i++) {
            get(url(REGIONS.get(1)) + "/only-there");
        }
        String where = "resource.labels.location=\"" + REGIONS.get(1) + "\"";
        JsonNode entries = until(
                "POST",
                "/v2/entries:list",
                "{\"resourceNames\":[\"projects/demo\"],\"filter\":\"" + where.replace("\"", "\\\"") + "\"}",
                answer -> answer.path("entries").size() >= 3);
        assertThat(entries.findValuesAsText("location")).containsOnly(REGIONS.get(1));

        String filter =
                "metric.type=\"run.googleapis.com/request_count\" AND resource.type=\"cloud_run_revision\" AND ";
        String interval = "?interval.startTime=" + Instant.now().minusSeconds(60) + "&interval.endTime="
                + Instant.now().plusSeconds(60) + "&filter=";
        String series = "/v3/projects/demo/timeSeries" + interval;
        JsonNode there = until("GET", series + encoded(filter + where), "", answer -> answer.has("timeSeries"));
        assertThat(there.findValuesAsText("location")).containsOnly(REGIONS.get(1));
        JsonNode here = send("GET", series + encoded(filter + where.replace(REGIONS.get(1), REGIONS.get(0))), "");
        assertThat(here.has("timeSeries")).isFalse();
    }

    @Test
    void jobs_of_one_name_run_in_each_location() throws Exception {
        for (String region : REGIONS) {
            done(
                    "POST",
                    region,
                    "/jobs?jobId=migrate",
                    "{\"template\":{\"template\":{\"containers\":[{\"image\":\"app\"}]}}}");
        }
        done("POST", REGIONS.get(0), "/jobs/migrate:run", "{}");
        assertThat(call("GET", REGIONS.get(0), "/jobs/migrate/executions", "").path("executions"))
                .hasSize(1);
        assertThat(call("GET", REGIONS.get(1), "/jobs/migrate/executions", "").path("executions"))
                .isEmpty();
        done("DELETE", REGIONS.get(0), "/jobs/migrate", "");
        assertThat(call("GET", REGIONS.get(1), "/jobs/migrate", "").path("name").asText())
                .contains(REGIONS.get(1));
    }

    private void service(String region) throws Exception {
        String body =
                "{\"invokerIamDisabled\":true,\"template\":{\"revision\":\"web-v1\",\"containers\":[{\"image\":\"app\"}]}}";
        JsonNode done = done("POST", region, "/services?serviceId=web", body);
        assertThat(done.has("response")).as("%s", done).isTrue();
    }

    private String url(String region) throws Exception {
        return call("GET", region, "/services/web", "").path("uri").asText();
    }

    private JsonNode done(String method, String region, String path, String body) throws Exception {
        return send(
                "POST", "/v2/" + call(method, region, path, body).path("name").asText() + ":wait", "{}");
    }

    private JsonNode call(String method, String region, String path, String body) throws Exception {
        return send(method, "/v2/projects/demo/locations/" + region + path, body);
    }

    /** Metrics appear when their second is over. */
    private JsonNode until(String method, String path, String body, Predicate<JsonNode> enough) {
        return Await.value(
                "enough of " + method + " " + path, Duration.ofSeconds(10), () -> send(method, path, body), enough);
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.apiPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.MAPPER.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Handler answering(Workload workload) {
        byte[] text = (workload.key().location() + " " + workload.key().name()).getBytes(StandardCharsets.UTF_8);
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap(text), callback);
                return true;
            }
        };
    }
}
