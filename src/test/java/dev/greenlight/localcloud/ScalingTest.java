package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.localcloud.engine.PretendWorkloads;
import dev.greenlight.waiting.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances come and go with requests, on the whole local cloud with workloads in this process. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScalingTest {
    private static final String SERVICES = "/v2/projects/demo/locations/here/services";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path state;

    private PretendWorkloads workloads;
    private LocalCloud cloud;

    @BeforeEach
    void start() {
        workloads = new PretendWorkloads();
        cloud = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 28_400)
                        .withoutDocker()
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5))),
                workloads,
                line -> {});
    }

    @AfterEach
    void stop() {
        cloud.stop();
    }

    @Test
    void full_instances_get_company_up_to_the_maximum_and_none_is_left_when_nobody_asks() throws Exception {
        String url = deploy(
                "\"maxInstanceRequestConcurrency\":1,\"scaling\":{\"maxInstanceCount\":3},", "", "LATENCY", "300ms");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(CLIENT.sendAsync(
                    HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()));
        }
        Await.until("three instances", () -> workloads.adopt().size() == 3);
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
        assertThat(workloads.adopt()).hasSizeLessThanOrEqualTo(3);
        Await.until("no instance", () -> workloads.adopt().isEmpty());
        HttpResponse<String> cold = send("GET", url, "");
        assertThat(cold.statusCode()).isEqualTo(200);
        assertThat(cold.body()).contains("\"revision\":\"web-v1\"");
        assertThat(workloads.adopt()).hasSize(1);
    }

    @Test
    void the_services_minimum_runs_without_any_request_and_again_after_a_crash() throws Exception {
        deploy("", "\"scaling\":{\"minInstanceCount\":2},", "CRASH_AFTER", "700ms");
        Await.until("two instances", () -> workloads.adopt().size() == 2);
        String first = workloads.adopt().toString();
        Await.until(
                "two other instances",
                () -> workloads.adopt().size() == 2
                        && !workloads.adopt().toString().equals(first));
    }

    @Test
    void a_revision_that_cannot_be_read_is_not_ready() throws Exception {
        JsonNode operation = create("", "", "ERROR_RATE", "often");
        assertThat(operation.at("/error/message").asText()).contains("IN_PROCESS_");
    }

    @Test
    void errors_come_at_the_rate_that_was_told() throws Exception {
        String url = deploy("", "", "ERROR_RATE", "0.5");
        int failed = 0;
        for (int i = 0; i < 40; i++) {
            failed += send("GET", url, "").statusCode() == 500 ? 1 : 0;
        }
        assertThat(failed).isBetween(10, 30);
        assertThat(send("GET", url + "/version", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_task_ends_as_it_was_told() throws Exception {
        api("POST", "/v2/projects/demo/locations/here/jobs?jobId=migrate", """
                {"template":{"template":{"maxRetries":0,"containers":[
                  {"image":"app","env":[{"name":"IN_PROCESS_EXIT","value":"3"}]}]}}}""");
        JsonNode run = done(api("POST", "/v2/projects/demo/locations/here/jobs/migrate:run", "{}"));
        assertThat(run.at("/error/message").asText()).contains("exit(3)");
    }

    private String deploy(String template, String service, String variable, String value) throws Exception {
        assertThat(create(template, service, variable, value).has("response")).isTrue();
        api("POST", SERVICES + "/web:setIamPolicy", """
                {"policy":{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}}""");
        return api("GET", SERVICES + "/web", "").path("uri").asText();
    }

    private JsonNode create(String template, String service, String variable, String value) throws Exception {
        return done(api(
                "POST",
                SERVICES + "?serviceId=web",
                "{" + service + "\"template\":{" + template
                        + "\"revision\":\"web-v1\",\"containers\":[{\"image\":\"app\",\"env\":["
                        + "{\"name\":\"IN_PROCESS_" + variable + "\",\"value\":\"" + value + "\"}]}]}}"));
    }

    private JsonNode done(JsonNode operation) throws Exception {
        return api("POST", "/v2/" + operation.path("name").asText() + ":wait", "{}");
    }

    private JsonNode api(String method, String path, String body) throws Exception {
        return new JsonMapper()
                .readTree(send(method, cloud.apiUrl() + path, body).body());
    }

    private static HttpResponse<String> send(String method, String url, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
