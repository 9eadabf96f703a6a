package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.proxy.Route;
import dev.greenlight.waiting.Await;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that other programs took while the local cloud was not running. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TakenPortsTest {
    private static final String TAGGED = """
            [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","percent":100},
             {"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-v1","tag":"blue"}]""";

    @TempDir
    Path folder;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(folder);
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
        cloud.done("PATCH", "/services/web", TestCloud.service("app:1", "web-v1", TAGGED));
        cloud.create("other", "app");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void restart(int taken) {
        cloud.close();
        FakeRoutes routes = new FakeRoutes();
        routes.foreign.add(taken);
        cloud = new TestCloud(folder, new InProcessWorkloads(null), routes);
    }

    private static int port(JsonNode url) {
        return URI.create(url.asText()).getPort();
    }

    @Test
    void a_tag_whose_port_was_taken_says_where_it_is_now() {
        ObjectNode before = cloud.get("/services/web");
        int taken = port(before.at("/trafficStatuses/1/uri"));

        restart(taken);

        ObjectNode after = cloud.get("/services/web");
        int moved = port(after.at("/trafficStatuses/1/uri"));
        assertThat(moved).isNotEqualTo(taken);
        assertThat(cloud.routes.published.get(moved)).extracting(Route::tag).isEqualTo("blue");
        assertThat(cloud.routes.published).doesNotContainKey(taken);
        assertThat(after.path("etag")).isNotEqualTo(before.path("etag"));
        assertThat(after.at("/terminalCondition/state").asText()).isEqualTo("CONDITION_SUCCEEDED");
        String etag = after.path("etag").asText();
        restart(1);
        assertThat(cloud.get("/services/web").path("etag").asText())
                .as("nothing is written where nothing has changed")
                .isEqualTo(etag);
    }

    @Test
    void a_service_whose_port_was_taken_says_so_and_is_served_when_it_is_free_while_all_others_are_at_once()
            throws InterruptedException {
        int taken = port(cloud.get("/services/web").path("uri"));
        int others = port(cloud.get("/services/other").path("uri"));

        restart(taken);

        ObjectNode service = cloud.get("/services/web");
        assertThat(port(service.path("uri"))).as("its address lasts").isEqualTo(taken);
        assertThat(service.at("/terminalCondition/state").asText()).isEqualTo("CONDITION_FAILED");
        assertThat(service.at("/terminalCondition/message").asText()).contains("Port " + taken, "another program");
        assertThat(service.at("/conditions/0/state").asText()).isEqualTo("CONDITION_FAILED");
        assertThat(service.at("/conditions/1/state").asText()).isEqualTo("CONDITION_SUCCEEDED");
        assertThat(cloud.routes.published).containsKey(others).doesNotContainKey(taken);

        cloud.routes.foreign.remove(taken);
        Await.until(
                "a service that is ready again",
                () -> cloud.get("/services/web")
                        .at("/terminalCondition/state")
                        .asText()
                        .equals("CONDITION_SUCCEEDED"));
        assertThat(cloud.routes.published).containsKey(taken);
    }
}
