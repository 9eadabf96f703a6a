package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.waiting.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real containers and a real engine, which the local cloud loses and finds again. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineAwayContainerIT {
    private static final String NETWORK = "localcloud-away-it";
    private static final int INTERNAL = 13;
    /** What the local cloud cannot see is asked of the engine itself. */
    private static final DockerCli ENGINE = new DockerCli(new LocalCommands(), List.of("docker"));

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration STARTUP = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EngineRelay relay;
    private LocalCloud cloud;
    private Caller caller;

    @BeforeEach
    void start() {
        relay = new EngineRelay(folder.resolve("engine.sock"));
        Options.Times times = new Options.Times(Duration.ZERO, IDLE, STARTUP);
        cloud = LocalCloud.start(
                new Options(folder.resolve("state"), NETWORK, 0, 28_200, false, false, times, relay.client()),
                line -> {});
        caller = new Caller(cloud);
    }

    /** Also when the test failed in the middle, with the way cut. */
    @AfterEach
    void stop() {
        try {
            cloud.stop();
        } finally {
            relay.close();
            containers().forEach(id -> ENGINE.run("rm", "--force", "--volumes", id));
            ENGINE.run("network", "rm", NETWORK);
        }
    }

    @Test
    void what_runs_goes_on_serving_without_an_engine_and_the_next_deployment_with_one_succeeds() throws Exception {
        assertThat(deployed("web", "web-v1", "one", 1).has("response")).isTrue();
        String web = open("web");
        assertThat(deployed("cold", "cold-v1", "asleep", 0).has("response")).isTrue();
        String cold = open("cold");
        Await.until(
                "the service without requests to be stopped",
                Duration.ofSeconds(30),
                () -> containers().size() == 1);
        List<String> running = containers();

        relay.cut();
        JsonNode refused = deployed("web", "web-v2", "two", 1).path("error");
        assertThat(refused.path("code").asInt()).as(refused.toString()).isEqualTo(INTERNAL);
        assertThat(refused.path("message").asText()).contains("Cannot connect to the Docker daemon");
        assertThat(get(cold).statusCode()).isEqualTo(503);
        // Long enough to have noticed, several times over, that the container's output has ended.
        long since = System.nanoTime();
        while (System.nanoTime() - since < Duration.ofSeconds(3).toNanos()) {
            HttpResponse<String> answer = get(web);
            assertThat(answer.body()).isEqualTo("web-v1 one");
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.sleep(50);
        }
        assertThat(containers()).isEqualTo(running);

        relay.join();
        Await.value(
                "the sleeping service", Duration.ofSeconds(30), () -> get(cold).body(), "cold-v1 asleep"::equals);
        get(web + "/die");
        Await.until(
                "the end of a container that ran through it all to be noticed",
                Duration.ofSeconds(30),
                () -> !containers().contains(running.getFirst()));
        JsonNode done = deployed("web", "web-v3", "three", 1);
        assertThat(done.has("response")).as(done.toString()).isTrue();
        assertThat(get(web).body()).isEqualTo("web-v3 three");

        cloud.stop();
        assertThat(containers()).isEmpty();
    }

    @Test
    void a_deployment_in_the_middle_fails_and_what_it_left_is_removed_by_the_next() throws Exception {
        assertThat(deployed("web", "web-v1", "one", 1).has("response")).isTrue();
        String web = open("web");
        List<String> before = containers();
        JsonNode begun = begin("web", "web-v2", "elsewhere", 1);
        Await.until(
                "the container of the new revision",
                Duration.ofSeconds(30),
                () -> containers().size() == 2);

        relay.cut();
        JsonNode refused = end(begun).path("error");
        assertThat(refused.path("code").asInt()).as(refused.toString()).isEqualTo(INTERNAL);
        assertThat(get(web).body()).isEqualTo("web-v1 one");
        assertThat(containers()).as("nobody could remove it").hasSize(2).containsAll(before);
        List<String> left =
                containers().stream().filter(id -> !before.contains(id)).toList();

        relay.join();
        JsonNode done = deployed("web", "web-v3", "three", 1);
        assertThat(done.has("response")).as(done.toString()).isTrue();
        assertThat(get(web).body()).isEqualTo("web-v3 three");
        Await.until(
                "the leftover to be removed",
                Duration.ofSeconds(30),
                () -> containers().stream().noneMatch(left::contains));

        cloud.stop();
        assertThat(containers()).isEmpty();
    }

    private static List<String> containers() {
        return ENGINE.must("ps", "--all", "--quiet", "--filter", "network=" + NETWORK)
                .lines()
                .toList();
    }

    /** Lets anybody call. */
    private String open(String service) {
        caller.call("POST", "/services/" + service + ":setIamPolicy", """
                {"policy":{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}}""");
        return caller.get("/services/" + service).path("uri").asText();
    }

    private JsonNode deployed(String service, String revision, String extra, int least) throws Exception {
        return end(begin(service, revision, extra, least));
    }

    private JsonNode begin(String service, String revision, String extra, int least) throws Exception {
        ObjectNode wish = Json.MAPPER.readValue(PythonServer.service(revision, extra), ObjectNode.class);
        ((ObjectNode) wish.path("template")).putObject("scaling").put("minInstanceCount", least);
        boolean first = revision.endsWith("-v1");
        JsonNode operation = caller.call(
                first ? "POST" : "PATCH",
                "/services" + (first ? "?serviceId=" + service : "/" + service + "?updateMask=template"),
                wish.toString());
        assertThat(operation.has("name")).as(operation.toString()).isTrue();
        return operation;
    }

    private JsonNode end(JsonNode operation) {
        return caller.call("POST", "/v2/" + operation.path("name").asText() + ":wait", "{}");
    }

    private HttpResponse<String> get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
