package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a service when the server itself fails at it. */
@SuppressWarnings("NullAway.Init")
class OwnTroubleTest {
    @TempDir
    Path folder;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(folder);
        cloud.create("web", "app:1");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_service_that_cannot_be_routed_is_not_at_work_for_ever() {
        cloud.routes.broken = true;
        ObjectNode operation = cloud.done("PATCH", "/services/web", TestCloud.service("app:2", "", ""));
        assertThat(operation.at("/error/code").asInt()).isEqualTo(13);
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.path("reconciling").asBoolean()).isFalse();
        assertThat(service.path("observedGeneration")).isEqualTo(service.path("generation"));
        assertThat(service.at("/terminalCondition/state").asText()).isEqualTo("CONDITION_FAILED");
        assertThat(service.at("/terminalCondition/reason").asText()).isEqualTo("INTERNAL");

        cloud.routes.broken = false;
        cloud.done("PATCH", "/services/web", TestCloud.service("app:3", "", ""));
        assertThat(cloud.get("/services/web").at("/terminalCondition/state").asText())
                .isEqualTo("CONDITION_SUCCEEDED");
    }

    @Test
    void a_revision_whose_first_start_breaks_off_is_not_on_its_way_for_ever() {
        ObjectNode operation = cloud.done("PATCH", "/services/web", """
                {"template":{"revision":"web-bad","containers":[{"image":"app:2","env":[
                {"name":"A","valueSource":{"secretKeyRef":{"secret":"broken","version":"1"}}}]}]}}""");
        assertThat(operation.at("/error/code").asInt()).isEqualTo(13);
        ObjectNode revision = cloud.get("/services/web/revisions/web-bad");
        assertThat(revision.path("reconciling").asBoolean()).isFalse();
        assertThat(revision.at("/conditions/0/state").asText()).isEqualTo("CONDITION_FAILED");
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.at("/conditions/1/state").asText())
                .as("its configuration is the one that failed")
                .isEqualTo("CONDITION_FAILED");
        assertThat(service.path("latestReadyRevision").asText()).doesNotEndWith("web-bad");
    }

    @Test
    void a_service_that_cannot_be_deleted_is_there_again() {
        cloud.routes.broken = true;
        ObjectNode operation = cloud.done("DELETE", "/services/web", "");
        assertThat(operation.at("/error/code").asInt()).isEqualTo(13);
        ObjectNode service = cloud.get("/services/web");
        assertThat(service.has("deleteTime")).isFalse();
        assertThat(service.path("reconciling").asBoolean()).isFalse();

        cloud.routes.broken = false;
        assertThat(cloud.done("DELETE", "/services/web", "").has("error")).isFalse();
        cloud.get("/services/web");
        assertThat(cloud.status()).isEqualTo(404);
    }
}
