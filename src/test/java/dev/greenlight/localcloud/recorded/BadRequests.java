package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;

/** A cloud with one of everything, and requests that it must refuse: each gets Google's error document, and none changes anything. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class BadRequests {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final String RUN = "/v2/projects/demo/locations/here";
    static final String SECRETS = "/v1/projects/demo/secrets";
    static final String REPOSITORIES = "/v1/projects/demo/locations/here/repositories";
    private static final List<String> RESOURCES = List.of(
            RUN + "/services",
            RUN + "/jobs",
            RUN + "/services/web:getIamPolicy",
            RUN + "/services/web/revisions",
            SECRETS,
            SECRETS + "/db/versions",
            REPOSITORIES);

    @TempDir
    static Path folder;

    private static RecordedCloud cloud;
    private static List<JsonNode> before;

    @BeforeAll
    static void start() throws Exception {
        cloud = new RecordedCloud(folder);
        String container = "{\"containers\":[{\"image\":\"app\"}]}";
        done(call("POST", RUN + "/services?serviceId=web", "{\"template\":" + container + "}"));
        done(call("POST", RUN + "/jobs?jobId=job", "{\"template\":{\"template\":" + container + "}}"));
        call("POST", SECRETS + "?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        call("POST", SECRETS + "?secretId=other", "{\"replication\":{\"automatic\":{}}}");
        call("POST", SECRETS + "/db:addVersion", "{\"payload\":{\"data\":\"b25l\"}}");
        call("POST", REPOSITORIES + "?repositoryId=images", "{\"format\":\"DOCKER\"}");
        before = state();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void nothing_has_changed() throws Exception {
        assertThat(state()).isEqualTo(before);
    }

    private static List<JsonNode> state() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        for (String path : RESOURCES) {
            JsonNode answer = call("GET", path, "");
            assertThat(answer.has("error")).as(path + answer).isFalse();
            all.add(answer);
        }
        return all;
    }

    static JsonNode refused(String method, String path, String body, int status, String code) throws Exception {
        JsonNode answer = call(method, path, body);
        JsonNode error = answer.path("error");
        assertThat(error.path("code").asInt())
                .as(method + " " + path + " " + answer)
                .isEqualTo(status);
        assertThat(error.path("status").asText()).isEqualTo(code);
        return error;
    }

    static JsonNode call(String method, String path, String body) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode answer = Json.MAPPER.readTree(response.body());
        assertThat(answer.at("/error/code").asInt(200)).isEqualTo(response.statusCode());
        return answer;
    }

    static void done(JsonNode operation) throws Exception {
        assertThat(call("POST", "/v2/" + operation.path("name").asText() + ":wait", "{}")
                        .path("done")
                        .asBoolean())
                .isTrue();
    }
}
