package dev.greenlight.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposeModelTest {
    private static final String TEXT = """
            {"name":"dreamcatchr",
             "services":{
              "db":{"image":"postgres:17","container_name":"db","restart":"always","environment":{"P":"a$$b"},
                    "ports":[{"mode":"ingress","target":5432,"published":"5432","protocol":"tcp"}],
                    "volumes":[{"type":"volume","source":"db-data","target":"/data"}]},
              "test-db":{"profiles":["test"],"image":"postgres:17"},
              "backend":{"build":{"context":"/github/workspace/backend"},"depends_on":{"db":{"condition":"service_healthy"}}},
              "backend-test":{"profiles":["test","ci"],"build":{"context":"/github/workspace/backend"},
                    "depends_on":{"test-db":{"condition":"service_healthy"}},
                    "volumes":[{"type":"bind","source":"/github/workspace/test-logs","target":"/reports"},
                               {"type":"bind","source":"/var/run/docker.sock","target":"/var/run/docker.sock"},
                               {"type":"bind","source":"/github/workspace-of-others","target":"/x"}]},
              "sidecar":{"profiles":["ci"],"network_mode":"service:backend-test"}},
             "volumes":{"db-data":{"name":"precious"},"shared":{"name":"ours","external":true}},
             "networks":{"default":{"name":"dreamcatchr_default"},"edge":{"name":"edge","external":true}},
             "secrets":{"key":{"name":"dreamcatchr_key","file":"/github/workspace/key.txt"}}}
            """;
    private static final ComposeModel MODEL = ComposeModel.parse(TEXT).orElseThrow();
    private static final PathMapping PATHS = new PathMapping(Path.of("/github/workspace"), Path.of("/runner/app"));

    private static JsonNode json(ComposeModel model) {
        try {
            return new JsonMapper().readTree(model.text());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void suites_are_the_profiles_services_that_no_other_of_them_waits_for() {
        assertThat(MODEL.suites("test")).containsExactly("backend-test");
        assertThat(MODEL.suites("ci")).containsExactly("sidecar");
        assertThat(MODEL.suites("nightly")).isEmpty();
    }

    @Test
    void what_a_suite_needs_is_followed_to_the_end() {
        assertThat(MODEL.closure(Set.of("sidecar"))).containsExactly("backend-test", "sidecar", "test-db");
        assertThat(MODEL.built(MODEL.closure(Set.of("sidecar")))).containsExactly("backend-test");
        assertThat(MODEL.context("backend-test")).contains(Path.of("/github/workspace/backend"));
        assertThat(MODEL.context("db")).isEmpty();
    }

    @Test
    void two_runs_share_nothing_but_what_is_external() {
        JsonNode isolated = json(MODEL.isolated("run-1"));
        assertThat(isolated.at("/name").asText()).isEqualTo("run-1");
        assertThat(isolated.at("/services/db").has("container_name")).isFalse();
        assertThat(isolated.at("/services/db").has("restart")).isFalse();
        assertThat(isolated.at("/services/db/ports/0").has("published")).isFalse();
        assertThat(isolated.at("/services/db/ports/0/target").asInt()).isEqualTo(5432);
        assertThat(isolated.at("/volumes/db-data/name").asText()).isEqualTo("run-1_db-data");
        assertThat(isolated.at("/volumes/shared/name").asText()).isEqualTo("ours");
        assertThat(isolated.at("/networks/default/name").asText()).isEqualTo("run-1_default");
        assertThat(isolated.at("/networks/edge/name").asText()).isEqualTo("edge");
        assertThat(isolated.at("/services/db/environment/P").asText()).isEqualTo("a$$b");
    }

    @Test
    void only_bind_mounts_of_the_workspace_change_for_the_engine() {
        JsonNode mapped = json(MODEL.forEngine(PATHS));
        assertThat(List.of(
                        mapped.at("/services/backend-test/volumes/0/source").asText(),
                        mapped.at("/services/backend-test/volumes/1/source").asText(),
                        mapped.at("/services/backend-test/volumes/2/source").asText(),
                        mapped.at("/services/db/volumes/0/source").asText(),
                        mapped.at("/services/backend-test/build/context").asText(),
                        mapped.at("/secrets/key/file").asText()))
                .containsExactly(
                        "/runner/app/test-logs",
                        "/var/run/docker.sock",
                        "/github/workspace-of-others",
                        "db-data",
                        "/github/workspace/backend",
                        "/runner/app/key.txt");
    }

    @Test
    void the_model_itself_never_changes() {
        MODEL.isolated("x");
        MODEL.forEngine(PATHS);
        assertThat(MODEL.text())
                .isEqualTo(ComposeModel.parse(TEXT).orElseThrow().text());
    }

    @Test
    void what_is_no_object_is_no_model() {
        assertThat(ComposeModel.parse("")).isEmpty();
        assertThat(ComposeModel.parse("[]")).isEmpty();
        assertThat(ComposeModel.parse("{\"services\":")).isEmpty();
        assertThat(ComposeModel.parse("{}").orElseThrow().suites("test")).isEmpty();
    }

    @Test
    void paths_are_mapped_both_ways_and_by_whole_names() {
        assertThat(PATHS.toHost("/github/workspace")).isEqualTo("/runner/app");
        assertThat(PATHS.toHost("/github/workspace/a/../b")).isEqualTo("/runner/app/b");
        assertThat(PATHS.toHost("/github/workspace2")).isEqualTo("/github/workspace2");
        assertThat(PATHS.toHere("/runner/app/test-logs")).contains(Path.of("/github/workspace/test-logs"));
        assertThat(PATHS.toHere("/var/run/docker.sock")).isEmpty();
    }
}
