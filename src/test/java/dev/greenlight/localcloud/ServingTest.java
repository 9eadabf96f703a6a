package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.engine.PretendWorkloads;
import dev.greenlight.waiting.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fields of a service and its template do to requests and instances, from the API to the answer. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServingTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SPLIT = """
            [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v1","percent":50},
             {"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v2","percent":50}]""";

    @TempDir
    Path state;

    private PretendWorkloads workloads;
    private LocalCloud cloud;
    private Caller caller;

    @BeforeEach
    void start() {
        workloads = new PretendWorkloads();
        cloud = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 28_800)
                        .withoutDocker()
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5))),
                workloads,
                line -> {});
        caller = new Caller(cloud);
    }

    @AfterEach
    void stop() {
        cloud.stop();
    }

    @Test
    void session_affinity_brings_a_client_back_to_its_revision() throws Exception {
        write("POST", "/services?serviceId=web", "v1", "\"sessionAffinity\":true,", "");
        write("PATCH", "/services/web", "v2", "\"sessionAffinity\":true,", "\"traffic\":" + SPLIT + ",");
        HttpResponse<String> first = get("");
        String cookie = first.headers().firstValue("Set-Cookie").orElse("no cookie");
        assertThat(cookie).startsWith("GAESA=");
        for (int i = 0; i < 20; i++) {
            assertThat(get(cookie.split(";", -1)[0]).body()).isEqualTo(first.body());
        }
        assertThat(revisions(60)).as("without the cookie").containsExactlyInAnyOrder("web-v1", "web-v2");
    }

    @Test
    void without_session_affinity_there_is_no_cookie() throws Exception {
        write("POST", "/services?serviceId=web", "v1", "", "");
        assertThat(get("").headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_request_over_the_templates_timeout_ends_with_504() throws Exception {
        write("POST", "/services?serviceId=web", "v1", "\"timeout\":\"1s\",", "", "LATENCY", "20s");
        long start = System.nanoTime();
        HttpResponse<String> answer = get("");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("upstream request timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
    }

    @Test
    void a_request_within_the_timeout_is_answered() throws Exception {
        write("POST", "/services?serviceId=web", "v1", "\"timeout\":\"10s\",", "", "LATENCY", "200ms");
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void a_manual_number_of_instances_is_both_least_and_most() throws Exception {
        String manual = "\"scaling\":{\"scalingMode\":\"MANUAL\",\"manualInstanceCount\":%d}";
        write(
                "POST",
                "/services?serviceId=web",
                "v1",
                "\"maxInstanceRequestConcurrency\":1,",
                manual.formatted(2) + ",",
                "LATENCY",
                "200ms");
        Await.until("two instances", () -> workloads.adopt().size() == 2);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(CLIENT.sendAsync(request(""), HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(workloads.adopt()).hasSize(2);
        }
        caller.done("PATCH", "/services/web?updateMask=scaling", "{" + manual.formatted(1) + "}");
        Await.until("one instance to be left", () -> workloads.adopt().size() == 1);
    }

    @Test
    void a_revisions_own_minimum_runs_while_it_has_traffic_or_a_tag() throws Exception {
        write("POST", "/services?serviceId=web", "v1", "\"scaling\":{\"minInstanceCount\":2},", "");
        Await.until("two instances of web-v1", () -> running("web-v1") == 2);
        String tagged = """
                "traffic":[{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v2","percent":100},
                  {"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v1","tag":"old"}],""";
        write("PATCH", "/services/web", "v2", "", tagged);
        Await.until("no instance of web-v2", () -> running("web-v2") == 0);
        assertThat(running("web-v1")).as("with its tag alone").isEqualTo(2);
        caller.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v2","percent":100}]}""");
        Await.until("no instance of web-v1", () -> running("web-v1") == 0);
    }

    private long running(String revision) {
        return workloads.adopt().stream()
                .filter(instance -> instance.key().name().equals(revision))
                .count();
    }

    private void write(String method, String path, String revision, String template, String service) {
        write(method, path, revision, template, service, "STATUS", "200");
    }

    private void write(
            String method,
            String path,
            String revision,
            String template,
            String service,
            String variable,
            String value) {
        assertThat(caller.done(
                                method,
                                path,
                                "{\"invokerIamDisabled\":true," + service + "\"template\":{" + template
                                        + "\"revision\":\"web-" + revision
                                        + "\",\"containers\":[{\"image\":\"app\",\"env\":[{\"name\":\"IN_PROCESS_"
                                        + variable + "\",\"value\":\"" + value + "\"}]}]}}")
                        .has("response"))
                .isTrue();
    }

    private Set<String> revisions(int requests) throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            seen.add(get("").body().replaceFirst("(?s).*\"revision\":\"([^\"]+)\".*", "$1"));
        }
        return seen;
    }

    private HttpResponse<String> get(String cookie) throws Exception {
        return CLIENT.send(request(cookie), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(caller.get("/services/web").path("uri").asText()));
        return cookie.isEmpty()
                ? request.build()
                : request.header("Cookie", cookie).build();
    }
}
