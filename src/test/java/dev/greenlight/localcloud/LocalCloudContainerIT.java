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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local cloud with real containers on a network of its own. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalCloudContainerIT {
    private static final String NETWORK = "localcloud-it";
    private static final String PARENT = "/v2/projects/demo/locations/here";
    private static final DockerCli DOCKER = new DockerCli(new LocalCommands(), List.of("docker"));

    @TempDir
    Path state;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Options options;
    private LocalCloud cloud;

    @BeforeEach
    void start() {
        options = Options.in(state)
                .withNetwork(NETWORK)
                .withPorts(0, 28_000)
                .withTimes(new Options.Times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)));
        cloud = LocalCloud.start(options, line -> {});
    }

    @AfterEach
    void stop() {
        cloud.stop();
    }

    @AfterAll
    static void removeNetwork() {
        DOCKER.run("network", "rm", NETWORK);
    }

    @Test
    void no_request_is_lost_while_traffic_moves_to_and_fro() throws Exception {
        done("POST", "/services?serviceId=web", PythonServer.service("web-v1", "one\ntwo"));
        String url = open();
        assertThat(body(url)).isEqualTo("web-v1 one\ntwo");
        done(
                "PATCH",
                "/services/web?updateMask=template,traffic",
                PythonServer.service("web-v2", "two", PythonServer.traffic("web-v1", 100)));
        AtomicBoolean over = new AtomicBoolean();
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        List<Thread> load =
                List.of(load(url, over, answers), load(url, over, answers), load(url + "/slow", over, answers));
        for (String revision : List.of("web-v2", "web-v1", "web-v2", "web-v1")) {
            done(
                    "PATCH",
                    "/services/web?updateMask=traffic",
                    "{\"traffic\":" + PythonServer.traffic(revision, 100) + "}");
            assertThat(body(url)).startsWith(revision);
            Thread.sleep(1_500);
        }
        over.set(true);
        for (Thread thread : load) {
            thread.join();
        }
        assertThat(answers).containsOnlyKeys("web-v1 one\ntwo", "web-v2 two");
        assertThat(answers.values()).allMatch(count -> count > 10);
    }

    @Test
    void a_container_that_ends_or_listens_elsewhere_is_not_ready_and_is_removed() throws Exception {
        done("POST", "/services?serviceId=web", PythonServer.service("web-v1", "good"));
        String url = open();
        for (String fault : List.of("exit", "elsewhere")) {
            JsonNode operation =
                    done("PATCH", "/services/web?updateMask=template", PythonServer.service("web-" + fault, fault));
            assertThat(operation.at("/error/message").asText()).contains("failed to start and listen on the port");
            assertThat(call("GET", "/services/web", "")
                            .at("/terminalCondition/revisionReason")
                            .asText())
                    .isEqualTo("HEALTH_CHECK_CONTAINER_ERROR");
            assertThat(body(url)).isEqualTo("web-v1 good");
        }
        ObjectNode missing = Json.MAPPER.readValue(PythonServer.service("web-missing", ""), ObjectNode.class);
        ((ObjectNode) missing.at("/template/containers/0")).put("image", "localhost:1/nothing/here:1");
        done("PATCH", "/services/web?updateMask=template", missing.toString());
        assertThat(call("GET", "/services/web", "")
                        .at("/terminalCondition/reason")
                        .asText())
                .isEqualTo("CONTAINER_MISSING");
        assertThat(containers()).hasSize(1);
    }

    @Test
    void a_probe_that_fails_a_command_that_is_not_there_and_a_destroyed_secret_are_told_apart() throws Exception {
        done("POST", "/services?serviceId=web", PythonServer.service("web-v1", "good"));
        String url = open();
        send("POST", "/v1/projects/demo/secrets?secretId=key", "{\"replication\":{\"automatic\":{}}}");
        send("POST", "/v1/projects/demo/secrets/key:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        send("POST", "/v1/projects/demo/secrets/key/versions/1:destroy", "{}");
        String[][] cases = {
            {
                "startupProbe",
                "{\"httpGet\":{\"path\":\"/\",\"port\":1},\"periodSeconds\":1,\"failureThreshold\":2}",
                "revisionReason",
                "HEALTH_CHECK_CONTAINER_ERROR",
                "failed the configured startup probe checks"
            },
            {"command", "[\"/no/such/program\"]", "revisionReason", "HEALTH_CHECK_CONTAINER_ERROR", "could not be run"},
            {
                "env",
                "[{\"name\":\"K\",\"valueSource\":{\"secretKeyRef\":{\"secret\":\"key\",\"version\":\"1\"}}}]",
                "reason",
                "SECRETS_ACCESS_CHECK_FAILED",
                "is in DESTROYED state"
            },
        };
        for (String[] bad : cases) {
            ObjectNode wish = Json.MAPPER.readValue(
                    PythonServer.service("web-" + bad[0].toLowerCase(java.util.Locale.ROOT), ""), ObjectNode.class);
            ((ObjectNode) wish.at("/template/containers/0")).set(bad[0], Json.MAPPER.readTree(bad[1]));
            JsonNode operation = done("PATCH", "/services/web?updateMask=template", wish.toString());
            assertThat(operation.at("/error/message").asText()).as(bad[0]).contains(bad[4]);
            JsonNode condition = call("GET", "/services/web", "").path("terminalCondition");
            assertThat(condition.path(bad[2]).asText()).as(bad[0]).isEqualTo(bad[3]);
        }
        // It may have been stopped for want of requests; this starts it again.
        assertThat(body(url)).isEqualTo("web-v1 good");
        assertThat(containers()).as("only the good one runs").hasSize(1);
    }

    @Test
    void a_cancelled_job_leaves_no_container_and_the_cloud_goes_on() throws Exception {
        done("POST", "/jobs?jobId=migrate", """
                {"template":{"template":{"maxRetries":3,"containers":[{"image":"debian:trixie-slim",
                 "command":["sleep"],"args":["300"]}]}}}""");
        String execution =
                call("POST", "/jobs/migrate:run", "{}").at("/metadata/name").asText();
        Await.until(
                "the job's container",
                Duration.ofSeconds(30),
                () -> !containers().isEmpty());
        send("POST", "/v2/" + execution + ":cancel", "{}");
        Await.until(
                "the end of the execution",
                Duration.ofSeconds(40),
                () -> send("GET", "/v2/" + execution, "").has("completionTime"));
        assertThat(send("GET", "/v2/" + execution, "").path("cancelledCount").asInt())
                .isEqualTo(1);
        Await.until(
                "the container to be removed",
                Duration.ofSeconds(30),
                () -> containers().isEmpty());
        assertThat(done("POST", "/services?serviceId=web", PythonServer.service("web-v1", "good"))
                        .has("response"))
                .isTrue();
    }

    @Test
    void containers_outlive_the_server_and_are_taken_over_and_a_crashed_one_comes_back() throws Exception {
        // Nothing shall be stopped for want of requests meanwhile.
        cloud.close();
        options = options.withTimes(new Options.Times(Duration.ZERO, Duration.ofMinutes(5), Duration.ofSeconds(5)));
        cloud = LocalCloud.start(options, line -> {});
        done("POST", "/services?serviceId=web", PythonServer.service("web-v1", "x"));
        String url = open();
        List<String> before = containers();
        cloud.close();
        cloud = LocalCloud.start(options, line -> {});
        assertThat(containers()).isEqualTo(before);
        assertThat(body(url)).isEqualTo("web-v1 x");

        assertThat(body(url + "/die")).isEqualTo("web-v1 x");
        Await.value("an answer after the crash", Duration.ofSeconds(20), () -> body(url), "web-v1 x"::equals);
        assertThat(containers()).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void a_job_is_a_container_that_runs_to_its_end() throws Exception {
        String job = """
                {"template":{"template":{"maxRetries":0,"containers":[{"image":"debian:trixie-slim",
                 "command":["sh","-c"],"args":["echo ran; exit ${CODE:-0}"]}]}}}""";
        done("POST", "/jobs?jobId=migrate", job);
        assertThat(done("POST", "/jobs/migrate:run", "{}")
                        .at("/response/succeededCount")
                        .asInt())
                .isEqualTo(1);
        JsonNode logs = send("POST", "/v2/entries:list", """
                {"resourceNames":["projects/demo"],"filter":"labels.\\"run.googleapis.com/execution_name\\":migrate"}""");
        assertThat(logs.at("/entries/0/textPayload").asText())
                .as(logs.toString())
                .isEqualTo("ran");
        String five = "{\"overrides\":{\"containerOverrides\":[{\"env\":[{\"name\":\"CODE\",\"value\":\"5\"}]}]}}";
        assertThat(done("POST", "/jobs/migrate:run", five).at("/error/message").asText())
                .contains("exit(5)");
        assertThat(containers()).isEmpty();
    }

    @Test
    void the_database_keeps_its_data_over_restarts() throws Exception {
        cloud.stop();
        options = options.withSql(true);
        cloud = LocalCloud.start(options, line -> {});
        String url = Files.readString(state.resolve("sql-url"));
        assertThat(url).matches("postgres://app:[0-9a-f]{36}@sql:5432/app");
        sql(url, "create table kept (n int); insert into kept values (7)");
        cloud.stop();
        cloud = LocalCloud.start(options, line -> {});
        assertThat(sql(Files.readString(state.resolve("sql-url")), "select n from kept"))
                .isEqualTo("7");
        DOCKER.run("rm", "--force", NETWORK + "-sql");
        DOCKER.must("volume", "ls", "--quiet", "--filter", "name=" + NETWORK + "-sql-")
                .lines()
                .forEach(volume -> DOCKER.run("volume", "rm", volume));
    }

    private static String sql(String url, String statement) {
        return DOCKER.must(
                "run", "--rm", "--network", NETWORK, "--entrypoint", "psql", "postgres:17", url, "-tAc", statement);
    }

    private static List<String> containers() {
        return DOCKER.must("ps", "--all", "--quiet", "--filter", "network=" + NETWORK)
                .lines()
                .toList();
    }

    private static Thread load(String url, AtomicBoolean over, Map<String, Integer> answers) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                String answer;
                try {
                    HttpResponse<String> response = client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
                    answer = response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
                } catch (Exception e) {
                    answer = e.toString();
                }
                answers.merge(answer, 1, Integer::sum);
            }
        });
    }

    /** Lets anybody call. */
    private String open() throws Exception {
        call("POST", "/services/web:setIamPolicy", """
                {"policy":{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}}""");
        return call("GET", "/services/web", "").path("uri").asText();
    }

    private JsonNode done(String method, String path, String body) throws Exception {
        JsonNode operation = call(method, path, body);
        assertThat(operation.has("name")).as(operation.toString()).isTrue();
        return send("POST", "/v2/" + operation.path("name").asText() + ":wait", "{}");
    }

    private JsonNode call(String method, String path, String body) throws Exception {
        return send(method, PARENT + path, body);
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.apiPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.MAPPER.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private String body(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
