package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.state.Change;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, what is cleaned up, and what a dry run leaves behind. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServiceLimitsTest {
    private static final List<String> COLLECTIONS = List.of(
            "services",
            "revisions",
            "templates",
            "revision-counters",
            "ports",
            "policies",
            "operations",
            "operation-work",
            "jobs",
            "executions",
            "tasks");

    @TempDir
    Path folder;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(folder);
        cloud.done("POST", "/services?serviceId=web", TestCloud.service("app:1", "web-v1", ""));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            [{"type":1,"percent":99}]                                          | Traffic targets percentages must sum to 100, got 99.
            [{"type":1,"percent":100},{"type":1,"percent":1}]                  | Traffic targets percentages must sum to 100, got 101.
            [{"type":1,"percent":0}]                                           | Traffic targets percentages must sum to 100, got 0.
            [{"type":1,"percent":101}]                                         | Traffic percent must be between 0 and 100, got 101.
            [{"type":1,"percent":-1},{"type":1,"percent":101}]                 | Traffic percent must be between 0 and 100, got -1.
            [{"type":1,"percent":100,"tag":"a"},{"type":1,"tag":"a"}]          | Traffic tag 'a' is used more than once.
            [{"type":1,"percent":100,"tag":"A"}]                               | Invalid traffic tag 'A'
            [{"type":1,"percent":100,"tag":"a-"}]                              | Invalid traffic tag 'a-'
            [{"type":1,"percent":100,"tag":"1a"}]                              | Invalid traffic tag '1a'
            [{"type":1,"percent":100,"tag":"a_b"}]                             | Invalid traffic tag 'a_b'
            [{"type":1,"percent":100,"tag":"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee"}] | have together more than 46 characters
            """)
    void traffic_that_makes_no_sense_is_refused_with_its_field(String traffic, String words) {
        ObjectNode before = cloud.get("/services/web");
        ObjectNode error = cloud.call("PATCH", "/services/web?updateMask=traffic", "{\"traffic\":" + traffic + "}");
        assertThat(cloud.status()).isEqualTo(400);
        assertThat(error.at("/error/message").asText()).contains(words);
        assertThat(error.at("/error/details/0/fieldViolations/0/field").asText())
                .isEqualTo("service.traffic");
        assertThat(cloud.get("/services/web")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "green", "pr-17", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeee"})
    void a_tag_gets_an_address_of_its_own(String tag) {
        cloud.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":1,"percent":100},{"type":2,"revision":"web-v1","tag":"%s"}]}""".formatted(tag));
        ObjectNode service = cloud.get("/services/web");
        assertThat(cloud.status()).isEqualTo(200);
        assertThat(service.at("/trafficStatuses/1/tag").asText()).isEqualTo(tag);
        assertThat(service.at("/trafficStatuses/1/uri").asText())
                .matches("http://10\\.0\\.0\\.1:[0-9]+")
                .isNotEqualTo(service.path("uri").asText());
    }

    @Test
    void a_tag_that_comes_back_has_its_address_again_unless_another_program_has_taken_it() {
        String tagged = """
                {"traffic":[{"type":1,"percent":100},{"type":2,"revision":"web-v1","tag":"green"}]}""";
        String untagged = """
                {"traffic":[{"type":1,"percent":100}]}""";
        URI first = tag(tagged);
        cloud.done("PATCH", "/services/web?updateMask=traffic", untagged);
        assertThat(tag(tagged)).isEqualTo(first);

        cloud.done("PATCH", "/services/web?updateMask=traffic", untagged);
        cloud.routes.foreign.add(first.getPort());
        URI another = tag(tagged);
        assertThat(another).isNotEqualTo(first);
        assertThat(cloud.routes.published).containsKey(another.getPort()).doesNotContainKey(first.getPort());
    }

    private URI tag(String traffic) {
        cloud.done("PATCH", "/services/web?updateMask=traffic", traffic);
        return URI.create(
                cloud.get("/services/web").at("/trafficStatuses/1/uri").asText());
    }

    @Test
    void after_a_thousand_revisions_the_oldest_that_nothing_leads_to_go() {
        cloud.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":1,"percent":100},{"type":2,"revision":"web-v1","tag":"kept"}]}""");
        ObjectNode like = cloud.get("/services/web/revisions/web-v1");
        List<Change> old = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            String name = like.path("name").asText().replace("web-v1", "web-old-%03d".formatted(i));
            ObjectNode revision = like.deepCopy().put("name", name);
            revision.put("createTime", "2020-01-01T00:%02d:%02d.000000Z".formatted(i / 60, i % 60));
            old.add(Change.put("revisions", name, revision));
        }
        cloud.store.apply(old);
        cloud.done("PATCH", "/services/web?updateMask=traffic", """
                {"traffic":[{"type":1,"percent":100},{"type":2,"revision":"web-v1","tag":"kept"},
                            {"type":2,"revision":"web-old-000"}]}""");

        cloud.done("PATCH", "/services/web?updateMask=template", TestCloud.service("app:2", "web-v2", ""));

        assertThat(cloud.store.list("revisions", "")).hasSize(1_000);
        assertThat(gone("web-old-000"))
                .as("the traffic names it, although it gets nothing")
                .isFalse();
        assertThat(gone("web-old-001")).isTrue();
        assertThat(gone("web-old-002")).isFalse();
        assertThat(gone("web-v1")).as("it has a tag").isFalse();
        assertThat(gone("web-v2")).isFalse();
    }

    private boolean gone(String revision) {
        cloud.get("/services/web/revisions/" + revision);
        return cloud.status() == 404;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            web-v1 | 400 | it is the latest
            web-v0 | 400 | it has a tag
            web-vx | 200 | nothing leads to it
            web-vy | 404 | there is none
            """)
    void a_revision_is_deleted_only_when_nothing_leads_to_it(String revision, int status, String why) {
        for (String id : new String[] {"web-v0", "web-vx"}) {
            cloud.done("PATCH", "/services/web?updateMask=template", TestCloud.service("app:" + id, id, ""));
        }
        cloud.done("PATCH", "/services/web", TestCloud.service("app:1", "web-v1", """
                [{"type":1,"percent":100},{"type":2,"revision":"web-v0","tag":"old"}]"""));
        cloud.call("DELETE", "/services/web/revisions/" + revision, "");
        assertThat(cloud.status()).as(why).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /services?serviceId=new&validateOnly=true                          | {"template":{"containers":[{"image":"app"}]}}            | 200
            POST   | /services?serviceId=New&validateOnly=true                          | {"template":{"containers":[{"image":"app"}]}}            | 400
            POST   | /services?serviceId=new&validateOnly=true                          | {"template":{"containers":[]}}                           | 400
            POST   | /services?serviceId=web&validateOnly=true                          | {"template":{"containers":[{"image":"app"}]}}            | 409
            PATCH  | /services/web?validateOnly=true                                    | {"template":{"containers":[{"image":"other"}]}}          | 200
            PATCH  | /services/web?validateOnly=true                                    | {"template":{"revision":"web-v1","containers":[{"image":"other"}]}} | 409
            PATCH  | /services/web?validateOnly=true&updateMask=traffic                 | {"traffic":[{"type":1,"percent":50}]}                    | 400
            PATCH  | /services/web?validateOnly=true&updateMask=labels                  | {"etag":"stale","labels":{"a":"b"}}                      | 409
            PATCH  | /services/nobody?validateOnly=true                                 | {"template":{"containers":[{"image":"app"}]}}            | 404
            PATCH  | /services/nobody?validateOnly=true&allowMissing=true               | {"template":{"containers":[{"image":"app"}]}}            | 200
            DELETE | /services/web?validateOnly=true                                    |                                                          | 200
            DELETE | /services/web?validateOnly=true&etag=stale                         |                                                          | 409
            DELETE | /services/web/revisions/web-v1?validateOnly=true                   |                                                          | 400
            POST   | /jobs?jobId=job&validateOnly=true                                  | {"template":{"template":{"containers":[{"image":"a"}]}}} | 200
            POST   | /jobs?jobId=job&validateOnly=true                                  | {"template":{"template":{"containers":[]}}}              | 400
            """)
    void a_dry_run_checks_the_same_and_leaves_nothing(String method, String path, String body, int status) {
        Map<String, JsonNode> before = everything();
        ObjectNode answer = cloud.call(method, path, body == null ? "" : body);
        assertThat(cloud.status()).as(answer.toString()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.path("done").asBoolean()).isTrue();
            assertThat(answer.at("/response/@type").asText()).startsWith("type.googleapis.com/google.cloud.run.v2.");
            cloud.call("GET", "/v2/" + answer.path("name").asText(), "");
            assertThat(cloud.status()).as("its operation is not kept").isEqualTo(404);
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(cloud.workloads.started()).as("nothing was started").hasSize(1);
    }

    private Map<String, JsonNode> everything() {
        Map<String, JsonNode> all = new TreeMap<>();
        for (String collection : COLLECTIONS) {
            cloud.store.list(collection, "").forEach((name, document) -> all.put(collection + " " + name, document));
        }
        assertThat(all).isNotEmpty();
        return Map.copyOf(all);
    }

    @Test
    void an_etag_of_another_version_is_a_conflict_in_cloud_runs_words() {
        String etag = cloud.get("/services/web").path("etag").asText();
        ObjectNode error = cloud.call("PATCH", "/services/web?updateMask=labels", "{\"etag\":\"1\",\"labels\":{}}");
        assertThat(cloud.status()).isEqualTo(409);
        assertThat(error.at("/error/status").asText()).isEqualTo("ABORTED");
        assertThat(error.at("/error/message").asText())
                .isEqualTo("Conflict for resource 'web': version '1' was specified but current version is '" + etag
                        + "'.");
    }
}
