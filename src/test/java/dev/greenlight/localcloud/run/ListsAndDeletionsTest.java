package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lists show, and what is left of what was deleted. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListsAndDeletionsTest {
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
    void a_deleted_service_leaves_nothing() {
        cloud.create("web", "app:1");
        ObjectNode operation = cloud.done("DELETE", "/services/web", "");
        assertThat(operation.path("done").asBoolean()).isTrue();
        cloud.get("/services/web");
        assertThat(cloud.status()).isEqualTo(404);
        assertThat(cloud.routes.published).isEmpty();
        assertThat(cloud.workloads.running()).isEmpty();
        cloud.create("web", "app:2");
        assertThat(cloud.get("/services/web/revisions").path("revisions")).hasSize(1);
    }

    @Test
    void a_revision_can_be_deleted_when_nothing_needs_it() {
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
        cloud.call("DELETE", "/services/web/revisions/web-v1", "");
        assertThat(cloud.status()).isEqualTo(400);
        cloud.done("PATCH", "/services/web", TestCloud.service("app:2", "web-v2", ""));
        ObjectNode operation = cloud.call("DELETE", "/services/web/revisions/web-v1", "");
        assertThat(operation.at("/response/@type").asText()).endsWith("v2.Revision");
        assertThat(cloud.get("/services/web/revisions").path("revisions")).hasSize(1);
    }

    @Test
    void lists_come_in_pages() {
        for (String id : new String[] {"a", "b", "c"}) {
            cloud.create(id, "app");
        }
        ObjectNode first = cloud.get("/services?pageSize=2");
        assertThat(first.path("services")).hasSize(2);
        ObjectNode second = cloud.get(
                "/services?pageSize=2&pageToken=" + first.path("nextPageToken").asText());
        assertThat(second.path("services")).hasSize(1);
        assertThat(second.has("nextPageToken")).isFalse();
        cloud.get("/services?pageToken=junk");
        assertThat(cloud.status()).isEqualTo(400);
    }

    @Test
    void a_list_of_revisions_goes_on_behind_one_that_was_deleted_after_it_was_shown() {
        for (int i = 1; i <= 5; i++) {
            String path = "/services/web?allowMissing=true";
            cloud.done("PATCH", path, TestCloud.service("app:" + i, "web-v" + i, ""));
        }
        ObjectNode first = cloud.get("/services/web/revisions?pageSize=2");
        assertThat(first.path("revisions").findValuesAsText("name")).containsExactly(name("web-v5"), name("web-v4"));
        cloud.call("DELETE", "/services/web/revisions/web-v4", "");
        ObjectNode second = cloud.get("/services/web/revisions?pageSize=2&pageToken="
                + first.path("nextPageToken").asText());
        assertThat(second.path("revisions").findValuesAsText("name")).containsExactly(name("web-v3"), name("web-v2"));
    }

    private static String name(String revision) {
        return "projects/demo/locations/here/services/web/revisions/" + revision;
    }
}
