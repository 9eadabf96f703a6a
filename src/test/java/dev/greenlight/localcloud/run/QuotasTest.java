package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.state.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much Cloud Run lets a project have, and what goes when there is more. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuotasTest {
    private static final String PARENT = "projects/demo/locations/here";
    private static final String SERVICE = TestCloud.service("app:1", "", "");
    private static final String JOB = "{\"template\":{\"template\":{\"containers\":[{\"image\":\"app:1\"}]}}}";

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

    @ParameterizedTest(name = "{0}")
    @CsvSource({"services, serviceId, Services", "jobs, jobId, Jobs"})
    void after_a_thousand_no_other_is_made_in_a_location(String kind, String id, String word) {
        String body = kind.equals("jobs") ? JOB : SERVICE;
        cloud.done("POST", "/" + kind + "?" + id + "=like", body);
        ObjectNode like = cloud.get("/" + kind + "/like");
        fill(kind, like, 999);

        ObjectNode refused = cloud.call("POST", "/" + kind + "?" + id + "=more", body);

        assertThat(cloud.status()).isEqualTo(429);
        assertThat(refused.at("/error/status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(refused.at("/error/message").asText())
                .contains("'" + word + " per project per region'", "projects/demo");
        cloud.done("POST", "/v2/projects/demo/locations/there/" + kind + "?" + id + "=more", body);
        assertThat(cloud.status()).as("another location").isEqualTo(200);
        cloud.done("DELETE", "/" + kind + "/like", "");
        cloud.done("POST", "/" + kind + "?" + id + "=more", body);
        assertThat(cloud.status()).isEqualTo(200);
    }

    private void fill(String kind, ObjectNode like, int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = PARENT + "/" + kind + "/other-%04d".formatted(i);
            changes.add(Change.put(kind, name, like.deepCopy().put("name", name)));
        }
        cloud.store.apply(changes);
    }

    @Test
    void after_two_thousand_tags_the_oldest_without_traffic_of_the_service_that_gets_a_new_one_go() {
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
        tag("web", List.of("busy", "old", "young"));
        ObjectNode other = cloud.get("/services/web").put("name", PARENT + "/services/other");
        other.set(
                "traffic",
                traffic(IntStream.range(0, 1_997).mapToObj(i -> "t" + i).toList()));
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put("services", PARENT + "/services/other", other));
        for (int i = 0; i < 1_997; i++) {
            ObjectNode port =
                    cloud.store.get("ports", PARENT + "/services/web#").orElseThrow();
            changes.add(Change.put("ports", PARENT + "/services/other#t" + i, port));
        }
        cloud.store.apply(changes);

        tag("web", List.of("busy", "old", "young", "new"));

        assertThat(tags("web")).containsExactly("busy", "young", "new");
        assertThat(tags("other")).hasSize(1_997);
        tag("web", List.of("busy", "young", "new"));
        assertThat(tags("web")).as("a write without a new tag changes nothing").hasSize(3);
    }

    /** The first of them has all traffic. */
    private void tag(String service, List<String> tags) {
        cloud.done("PATCH", "/services/" + service + "?updateMask=traffic", "{\"traffic\":" + traffic(tags) + "}");
        assertThat(cloud.status()).isEqualTo(200);
    }

    private static JsonNode traffic(List<String> tags) {
        String entries = IntStream.range(0, tags.size())
                .mapToObj(i -> "{\"type\":\"" + Target.REVISION + "\",\"revision\":\"web-v1\",\"tag\":\"" + tags.get(i)
                        + "\"" + (i == 0 ? ",\"percent\":100}" : "}"))
                .collect(Collectors.joining(",", "[", "]"));
        try {
            return dev.greenlight.localcloud.http.Json.MAPPER.readTree(entries);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> tags(String service) {
        List<String> tags = new ArrayList<>();
        cloud.get("/services/" + service)
                .path("traffic")
                .forEach(target -> tags.add(target.path("tag").asText()));
        return tags;
    }

    @Test
    void of_a_jobs_executions_that_have_ended_the_newest_thousand_are_kept() {
        cloud.done("POST", "/jobs?jobId=job", JOB);
        String name =
                cloud.done("POST", "/jobs/job:run", "{}").at("/response/name").asText();
        ObjectNode like = cloud.get("/v2/" + name);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            String old = PARENT + "/jobs/job/executions/old-%03d".formatted(i);
            String time = "2020-01-01T00:%02d:%02d.000000Z".formatted(i / 60, i % 60);
            changes.add(Change.put(
                    "executions", old, like.deepCopy().put("name", old).put("completionTime", time)));
            changes.add(Change.put("tasks", old + "/tasks/old-task0", like.deepCopy()));
        }
        ObjectNode running = like.deepCopy().put("name", PARENT + "/jobs/job/executions/running");
        running.remove("completionTime");
        changes.add(Change.put("executions", PARENT + "/jobs/job/executions/running", running));
        cloud.store.apply(changes);

        String operation =
                cloud.call("POST", "/jobs/job:run", "{}").path("name").asText();
        while (!cloud.store
                .get("operations", operation)
                .orElseThrow()
                .path("done")
                .asBoolean()) {
            // Asked of the store and not of the API, so that nothing may happen between the execution's end and its
            // successors' room.
            Thread.onSpinWait();
        }

        assertThat(cloud.store.list("executions", "")).hasSize(1_001).containsKey(name);
        assertThat(cloud.store.list("executions", "")).doesNotContainKey(PARENT + "/jobs/job/executions/old-000");
        assertThat(cloud.store.list("tasks", PARENT + "/jobs/job/executions/old-000/"))
                .isEmpty();
        assertThat(cloud.store.list("tasks", PARENT + "/jobs/job/executions/old-001/"))
                .hasSize(1);
        assertThat(cloud.store.list("executions", "")).containsKey(PARENT + "/jobs/job/executions/running");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"1000, 1000, 32768, 200", "1001, 1, 1, 400", "1, 1001, 1, 400", "1, 1, 32769, 400"})
    void a_container_has_so_many_variables_and_arguments(int variables, int arguments, int length, int status) {
        String env = IntStream.range(0, variables)
                .mapToObj(i -> "{\"name\":\"V" + i + "\",\"value\":\"" + (i == 0 ? "x".repeat(length) : "x") + "\"}")
                .collect(Collectors.joining(","));
        String args = IntStream.range(0, arguments).mapToObj(i -> "\"a\"").collect(Collectors.joining(","));
        cloud.call(
                "POST",
                "/services?serviceId=web",
                "{\"template\":{\"containers\":[{\"image\":\"app\",\"env\":[" + env + "],\"args\":[" + args + "]}]}}");
        assertThat(cloud.status()).isEqualTo(status);
    }
}
