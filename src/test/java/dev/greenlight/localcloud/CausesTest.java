package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.waiting.Await;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a revision does not come up, as revision, service and operation tell it. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CausesTest {
    private static final String GOOD =
            "{\"template\":{\"revision\":\"web-good\",\"containers\":[{\"image\":\"app\"}]}}";

    @TempDir
    Path state;

    private TroubledWorkloads workloads;
    private LocalCloud cloud;
    private Caller caller;

    @BeforeEach
    void start() {
        workloads = new TroubledWorkloads();
        cloud = LocalCloud.start(Options.in(state).withPorts(0, 27_300), workloads, line -> {});
        caller = new Caller(cloud);
        caller.call("POST", "/v1/projects/demo/secrets?secretId=key", "{\"replication\":{\"automatic\":{}}}");
        for (String value : new String[] {"b25l", "dHdv", "dGhyZWU=", "Zm91cg=="}) {
            caller.call(
                    "POST", "/v1/projects/demo/secrets/key:addVersion", "{\"payload\":{\"data\":\"" + value + "\"}}");
        }
        caller.call("POST", "/v1/projects/demo/secrets/key/versions/2:disable", "{}");
        caller.call("POST", "/v1/projects/demo/secrets/key/versions/3:destroy", "{}");
    }

    @AfterEach
    void stop() {
        cloud.stop();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            missing   | ''        | reason         | CONTAINER_MISSING            | 9  | not found
            forbidden | ''        | reason         | CONTAINER_PERMISSION_DENIED  | 9  | must have permission to read the image
            crash     | ''        | revisionReason | HEALTH_CHECK_CONTAINER_ERROR | 9  | did not listen
            late      | ''        | reason         | PROGRESS_DEADLINE_EXCEEDED   | 9  | took too long
            engine    | ''        | reason         | INTERNAL                     | 13 | engine is gone
            app       | key:2     | reason         | SECRETS_ACCESS_CHECK_FAILED  | 9  | is in DISABLED state
            app       | key:3     | reason         | SECRETS_ACCESS_CHECK_FAILED  | 9  | is in DESTROYED state
            app       | key:9     | reason         | SECRETS_ACCESS_CHECK_FAILED  | 9  | secrets/key/versions/9 was not found
            app       | nobody:1  | reason         | SECRETS_ACCESS_CHECK_FAILED  | 9  | secrets/nobody/versions/1 was not found
            app       | key:4     | reason         | SECRETS_ACCESS_CHECK_FAILED  | 9  | Permission denied on secret: projects/demo/secrets/key/versions/4 for Revision service account demo-compute@developer.gserviceaccount.com.
            """)
    void a_cause_is_told_by_revision_service_and_operation(
            String image, String secret, String field, String reason, int code, String words) {
        caller.done("POST", "/services?serviceId=web", GOOD);
        ObjectNode before = caller.get("/services/web");
        caller.call("PUT", "/_faults", """
                {"rules":[{"on":"secrets.versions.access","resource":"*/key/versions/4","fault":"permission-denied"}]}""");

        ObjectNode operation = caller.done("PATCH", "/services/web", bad(image, secret));

        String start = "Revision 'web-bad' is not ready and cannot serve traffic. ";
        assertThat(operation.at("/error/code").asInt()).as(operation.toString()).isEqualTo(code);
        assertThat(operation.at("/error/message").asText()).startsWith(start).contains(words);
        JsonNode ready = Caller.condition(caller.get("/services/web/revisions/web-bad"), "Ready");
        assertFailed(ready, field, reason, words);
        ObjectNode service = caller.get("/services/web");
        assertFailed(service.path("terminalCondition"), field, reason, words);
        assertFailed(Caller.condition(service, "ConfigurationsReady"), field, reason, words);
        assertThat(Caller.condition(service, "RoutesReady").path("state").asText())
                .isEqualTo("CONDITION_SUCCEEDED");
        // The specification keeps the bad wish, the statuses keep what served last.
        assertThat(service.at("/template/revision").asText()).isEqualTo("web-bad");
        assertThat(service.at("/template/containers/0/image").asText()).isEqualTo(image);
        assertThat(service.path("trafficStatuses")).isEqualTo(before.path("trafficStatuses"));
        assertThat(service.path("latestReadyRevision")).isEqualTo(before.path("latestReadyRevision"));
        assertThat(service.path("latestCreatedRevision").asText()).endsWith("/web-bad");
        assertThat(service.path("observedGeneration")).isEqualTo(service.path("generation"));
        assertThat(service.has("reconciling")).isFalse();
    }

    private static void assertFailed(JsonNode condition, String field, String reason, String words) {
        assertThat(condition.path("state").asText()).isEqualTo("CONDITION_FAILED");
        assertThat(condition.path(field).asText()).isEqualTo(reason);
        assertThat(condition.path("message").asText()).contains(words);
    }

    private static String bad(String image, String secret) {
        String[] parts = secret.split(":", -1);
        String env = secret.isEmpty()
                ? ""
                : ",\"env\":[{\"name\":\"KEY\",\"valueSource\":{\"secretKeyRef\":{\"secret\":\"" + parts[0]
                        + "\",\"version\":\"" + parts[1] + "\"}}}]";
        return "{\"template\":{\"revision\":\"web-bad\",\"containers\":[{\"image\":\"" + image + "\"" + env + "}]}}";
    }

    @Test
    void after_a_failure_traffic_alone_can_be_moved_and_the_next_good_template_heals_all() {
        caller.done("POST", "/services?serviceId=web", GOOD);
        caller.done("PATCH", "/services/web", bad("crash", ""));
        ObjectNode moved = caller.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-good","percent":100}]}""");
        assertThat(moved.has("response")).as(moved.toString()).isTrue();
        assertThat(caller.get("/services/web").at("/terminalCondition/state").asText())
                .isEqualTo("CONDITION_FAILED");

        ObjectNode healed = caller.done(
                "PATCH",
                "/services/web?updateMask=template",
                GOOD.replace("web-good", "web-next").replace("app", "app2"));
        assertThat(healed.has("response")).as(healed.toString()).isTrue();
        assertThat(caller.get("/services/web").at("/terminalCondition/state").asText())
                .isEqualTo("CONDITION_SUCCEEDED");
    }

    @Test
    void latest_is_looked_up_when_an_instance_starts() throws InterruptedException {
        caller.call("POST", "/v1/projects/demo/secrets?secretId=turning", "{\"replication\":{\"automatic\":{}}}");
        caller.call("POST", "/v1/projects/demo/secrets/turning:addVersion", "{\"payload\":{\"data\":\"b2xk\"}}");
        caller.done("POST", "/services?serviceId=web", bad("app", "turning:latest"));
        assertThat(workloads.started().getLast().environment()).containsEntry("KEY", "old");
        caller.call("POST", "/v1/projects/demo/secrets/turning:addVersion", "{\"payload\":{\"data\":\"bmV3\"}}");
        assertThat(workloads.started())
                .as("a running instance keeps what it got")
                .hasSize(1);

        Thread.ofVirtual().start(() -> workloads.kill(new Key(Key.Kind.REVISION, "demo", "here", "web", "web-bad")));

        Await.until("a second start", () -> workloads.started().size() == 2);
        assertThat(workloads.started().getLast().environment()).containsEntry("KEY", "new");
    }

    @Test
    void an_operation_is_waited_for_no_longer_than_asked() {
        caller.call("PUT", "/_faults", "rules: [{on: run.services.create, fault: slow, after: 400ms}]");
        ObjectNode operation = caller.call("POST", "/services?serviceId=web", GOOD);
        String wait = "/v2/" + operation.path("name").asText() + ":wait";
        assertThat(caller.call("POST", wait, "{\"timeout\":\"0.05s\"}")
                        .path("done")
                        .asBoolean())
                .isFalse();
        assertThat(caller.get("/services/web").path("reconciling").asBoolean()).isTrue();
        assertThat(caller.call("POST", wait, "{\"timeout\":\"20s\"}")
                        .path("done")
                        .asBoolean())
                .isTrue();
        assertThat(caller.get("/_faults").at("/rules/0/fired").asInt()).isEqualTo(1);
    }
}
