package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.waiting.Await;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServicesTest {
    @TempDir
    Path folder;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(folder);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_new_service_serves_its_first_revision() {
        ObjectNode operation = cloud.call("POST", "/services?serviceId=web", TestCloud.service("app:1", "", ""));
        assertThat(operation.path("done").asBoolean()).isFalse();
        assertThat(operation.at("/metadata/@type").asText()).endsWith("google.cloud.run.v2.Service");
        ObjectNode done = cloud.wait(operation);
        assertThat(done.at("/response/@type").asText()).endsWith("google.cloud.run.v2.Service");
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.at("/terminalCondition/state").asText()).isEqualTo("CONDITION_SUCCEEDED");
        assertThat(service.path("generation")).isEqualTo(service.path("observedGeneration"));
        assertThat(service.path("latestReadyRevision")).isEqualTo(service.path("latestCreatedRevision"));
        assertThat(service.path("latestReadyRevision").asText()).matches(".*/revisions/web-00001-[a-z]{3}");
        assertThat(service.path("traffic")).isEqualTo(service.path("trafficStatuses"));
        assertThat(service.path("uri").asText()).isEqualTo(service.at("/urls/0").asText());
        assertThat(service.has("reconciling")).isFalse();
        assertThat(service.at("/template/maxInstanceRequestConcurrency").asInt())
                .isEqualTo(80);
        assertThat(cloud.routes.published.values()).singleElement().satisfies(route -> {
            assertThat(route.shares())
                    .singleElement()
                    .satisfies(share -> assertThat(share.percent()).isEqualTo(100));
            assertThat(route.publicInvoker()).isFalse();
        });
    }

    @Test
    void a_container_gets_the_variables_that_cloud_run_sets_and_its_secrets() {
        cloud.done("POST", "/services?serviceId=web", """
                {"template":{"containers":[{"image":"app","ports":[{"containerPort":9000}],"env":[
                  {"name":"PLAIN","value":"x"},
                  {"name":"KEY","valueSource":{"secretKeyRef":{"secret":"known","version":"7"}}}]}]}}""");
        assertThat(cloud.workloads.started().getFirst().environment())
                .containsEntry("PORT", "9000")
                .containsEntry("K_SERVICE", "web")
                .containsEntry("K_CONFIGURATION", "web")
                .containsEntry("PLAIN", "x")
                .containsEntry("KEY", "value of 7")
                .containsKey("K_REVISION");
        assertThat(cloud.get("/services/web").toString()).doesNotContain("value of 7");
    }

    @Test
    void green_comes_up_at_zero_percent_with_a_tag_and_then_takes_traffic() {
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
        cloud.done("PATCH", "/services/web?updateMask=template,traffic", TestCloud.service("app:2", "web-v2", """
                [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v1","percent":100},
                 {"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v2","tag":"green"}]"""));
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.path("trafficStatuses")).hasSize(2);
        String tagged = service.at("/trafficStatuses/1/uri").asText();
        assertThat(tagged)
                .startsWith("http://10.0.0.1:")
                .isNotEqualTo(service.path("uri").asText());
        assertThat(shares(tagged)).isEqualTo("web-v2=100");
        assertThat(shares(service.path("uri").asText())).isEqualTo("web-v1=100");

        cloud.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v1","percent":90},
                 {"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v2","percent":10,"tag":"green"}]}""");
        assertThat(shares(service.path("uri").asText())).isEqualTo("web-v1=90 web-v2=10");
        ObjectNode after = cloud.get("/services/web");
        assertThat(after.path("latestCreatedRevision").asText()).endsWith("/web-v2");
        assertThat(after.at("/trafficStatuses/1/uri").asText()).isEqualTo(tagged);
        assertThat(after.path("etag")).isNotEqualTo(service.path("etag"));
        assertThat(after.at("/template/revision").asText()).isEqualTo("web-v2");
    }

    @Test
    void a_revision_that_never_listens_fails_its_operation_and_the_old_one_goes_on_serving() {
        cloud.create("web", "app:1");
        ObjectNode before = cloud.get("/services/web");
        ObjectNode operation = cloud.done("PATCH", "/services/web", TestCloud.service("crash", "", ""));
        assertThat(operation.at("/error/code").asInt()).isEqualTo(9);
        assertThat(operation.at("/error/message").asText()).contains("is not ready and cannot serve traffic");
        ObjectNode after = cloud.get("/services/web");
        assertThat(after.at("/terminalCondition/state").asText()).isEqualTo("CONDITION_FAILED");
        assertThat(after.at("/terminalCondition/revisionReason").asText()).isEqualTo("HEALTH_CHECK_CONTAINER_ERROR");
        assertThat(after.at("/template/containers/0/image").asText()).isEqualTo("crash");
        assertThat(after.path("trafficStatuses")).isEqualTo(before.path("trafficStatuses"));
        assertThat(after.path("latestReadyRevision")).isEqualTo(before.path("latestReadyRevision"));
        assertThat(after.path("latestCreatedRevision")).isNotEqualTo(before.path("latestCreatedRevision"));
        assertThat(shares(after.path("uri").asText()))
                .isEqualTo(ServiceName.last(before.path("latestReadyRevision").asText()) + "=100");
    }

    @Test
    void reasons_name_what_is_missing() {
        cloud.create("web", "missing");
        assertThat(cloud.get("/services/web").at("/terminalCondition/reason").asText())
                .isEqualTo("CONTAINER_MISSING");
        cloud.done("PATCH", "/services/web", """
                {"template":{"containers":[{"image":"app","env":[
                  {"name":"KEY","valueSource":{"secretKeyRef":{"secret":"unknown","version":"1"}}}]}]}}""");
        assertThat(cloud.get("/services/web").at("/terminalCondition/reason").asText())
                .isEqualTo("SECRETS_ACCESS_CHECK_FAILED");
        ObjectNode operation = cloud.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":2,"revision":"web-nobody","percent":100}]}""");
        assertThat(operation.at("/error/code").asInt()).isEqualTo(5);
    }

    @Test
    void a_later_write_overtakes_a_revision_that_hangs_in_its_start() {
        cloud.create("web", "app:1");
        ObjectNode hanging = cloud.call("PATCH", "/services/web", TestCloud.service("hold", "web-hung", ""));
        String good = ServiceName.last(
                cloud.get("/services/web").path("latestReadyRevision").asText());
        ObjectNode rollback = cloud.done("PATCH", "/services/web", TestCloud.service("app:1", "", """
                [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"%s","percent":100}]""".formatted(good)));
        assertThat(rollback.has("response")).isTrue();
        cloud.workloads.letGo();
        assertThat(cloud.wait(hanging).path("done").asBoolean()).isTrue();
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.at("/trafficStatuses/0/revision").asText()).isEqualTo(good);
        assertThat(service.has("reconciling")).isFalse();
    }

    @Test
    void a_stale_etag_is_a_conflict_in_cloud_runs_words() {
        cloud.create("web", "app:1");
        String etag = cloud.get("/services/web").path("etag").asText();
        String body = "{\"etag\":" + quoted(etag) + ",\"labels\":{\"a\":\"b\"}}";
        cloud.done("PATCH", "/services/web?updateMask=labels", body);
        ObjectNode error = cloud.call("PATCH", "/services/web?updateMask=labels", body);
        assertThat(cloud.status()).isEqualTo(409);
        assertThat(error.at("/error/status").asText()).isEqualTo("ABORTED");
        assertThat(error.at("/error/message").asText())
                .startsWith(
                        "Conflict for resource 'web': version '" + etag + "' was specified but current version is '");
    }

    @Test
    void a_mask_changes_only_what_it_names() {
        cloud.done("POST", "/services?serviceId=web", """
                {"annotations":{"a/x":"1","b":"2"},"template":{"containers":[{"image":"app"}]}}""");
        String revision =
                cloud.get("/services/web").path("latestCreatedRevision").asText();
        cloud.done("PATCH", "/services/web?updateMask=annotations.a/x,description", """
                {"annotations":{"a/x":"9"},"description":"d","template":{"containers":[{"image":"other"}]}}""");
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.at("/annotations/b").asText()).isEqualTo("2");
        assertThat(service.path("annotations").path("a/x").asText()).isEqualTo("9");
        assertThat(service.path("description").asText()).isEqualTo("d");
        assertThat(service.path("latestCreatedRevision").asText()).isEqualTo(revision);
        cloud.done("PATCH", "/services/web?updateMask=template.containers", TestCloud.service("app:2", "", ""));
        assertThat(cloud.get("/services/web").path("latestCreatedRevision").asText())
                .contains("web-00002-");
        cloud.call("PATCH", "/services/web?updateMask=nonsense", "{}");
        assertThat(cloud.status()).isEqualTo(400);
    }

    @Test
    void a_dry_run_answers_and_stores_nothing() {
        ObjectNode dry =
                cloud.call("POST", "/services?serviceId=web&validateOnly=true", TestCloud.service("app", "", ""));
        assertThat(dry.path("done").asBoolean()).isTrue();
        cloud.get("/services/web");
        assertThat(cloud.status()).isEqualTo(404);
        cloud.create("web", "app:1");
        ObjectNode before = cloud.get("/services/web");
        cloud.call("PATCH", "/services/web?validateOnly=true", TestCloud.service("app:2", "", ""));
        assertThat(cloud.get("/services/web")).isEqualTo(before);
    }

    @Test
    void a_revision_name_with_another_configuration_is_refused_and_with_the_same_is_used_again() {
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
        ObjectNode error = cloud.call("PATCH", "/services/web", TestCloud.service("app:2", "web-v1", ""));
        assertThat(cloud.status()).isEqualTo(409);
        assertThat(error.at("/error/message").asText())
                .isEqualTo("Revision named 'web-v1' with different configuration already exists.");
        cloud.done("PATCH", "/services/web", TestCloud.service("app:1", "web-v1", ""));
        assertThat(cloud.get("/services/web/revisions").path("revisions")).hasSize(1);
        cloud.call("PATCH", "/services/web", TestCloud.service("app:1", "other-v1", ""));
        assertThat(cloud.status()).isEqualTo(400);
    }

    @Test
    void wishes_that_make_no_sense_are_refused() {
        cloud.create("web", "app:1");
        for (String body : new String[] {
            "{\"unknown\":1}",
            "{\"ingress\":\"SIDEWAYS\"}",
            TestCloud.service("app", "", "[{\"type\":1,\"percent\":99}]"),
            TestCloud.service("app", "", "[{\"type\":2,\"percent\":100}]"),
            TestCloud.service("app", "", "[{\"type\":1,\"percent\":100,\"tag\":\"a\"},{\"type\":1,\"tag\":\"a\"}]"),
            "{\"template\":{}}",
            "{\"template\":{\"containers\":[{\"image\":\"a\",\"env\":[{\"name\":\"PORT\",\"value\":\"1\"}]}]}}",
            "{\"annotations\":{\"run.googleapis.com/x\":\"1\"},\"template\":{\"containers\":[{\"image\":\"a\"}]}}",
        }) {
            ObjectNode error = cloud.call("PATCH", "/services/web", body);
            assertThat(cloud.status()).as(body + " " + error).isEqualTo(400);
            assertThat(error.at("/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
        }
        ObjectNode error = cloud.call("PATCH", "/services/web", "{\"template\":{\"containers\":[{\"img\":\"a\"}]}}");
        assertThat(error.at("/error/message").asText())
                .isEqualTo("Invalid JSON payload received. Unknown name \"img\" at 'service.template.containers[0]':"
                        + " Cannot find field.");
    }

    @Test
    void the_policy_decides_whether_anybody_may_call() {
        cloud.create("web", "app:1");
        JsonNode policy = cloud.call("POST", "/services/web:setIamPolicy", """
                {"policy":{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}}""");
        assertThat(policy.path("etag").asText()).isNotEmpty();
        assertThat(cloud.routes.published.values()).allMatch(route -> route.publicInvoker());
        assertThat(cloud.get("/services/web:getIamPolicy")
                        .at("/bindings/0/members/0")
                        .asText())
                .isEqualTo("allUsers");
        cloud.call("POST", "/services/web:setIamPolicy", "{\"policy\":{\"etag\":\"AAAA\"}}");
        assertThat(cloud.status()).isEqualTo(409);
        cloud.call("POST", "/services/web:setIamPolicy", "{\"policy\":{}}");
        assertThat(cloud.routes.published.values()).noneMatch(route -> route.publicInvoker());
        assertThat(cloud.call("POST", "/services/web:testIamPermissions", "{\"permissions\":[\"run.services.get\"]}")
                        .at("/permissions/0")
                        .asText())
                .isEqualTo("run.services.get");
    }

    @Test
    void a_crashed_instance_is_started_again_and_an_unused_one_is_stopped() throws InterruptedException {
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
        cloud.done("PATCH", "/services/web", TestCloud.service("app:2", "web-v2", ""));
        Await.until("web-v2 to run alone", () -> cloud.workloads.running().equals(java.util.List.of("web-v2")));
        Thread.ofVirtual().start(() -> cloud.workloads.kill(new ServiceName("demo", "here", "web").key("web-v2")));
        Await.until(
                "a third start",
                () -> cloud.workloads.started().size() == 3
                        && cloud.workloads.running().size() == 1);
        assertThat(cloud.workloads.started().getLast().key().name()).isEqualTo("web-v2");
    }

    private String shares(String url) {
        return cloud.routes.published.values().stream()
                .filter(route -> route.url().equals(url))
                .flatMap(route -> route.shares().stream())
                .map(share -> share.revision() + "=" + share.percent())
                .collect(java.util.stream.Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }
}
