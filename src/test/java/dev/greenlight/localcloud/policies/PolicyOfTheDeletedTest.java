package dev.greenlight.localcloud.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.localcloud.recorded.RecordedCloud;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that is set while its resource is being deleted is not found at the next resource of the same name. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyOfTheDeletedTest {
    private static final int ROUNDS = 8;
    private static final String POLICY =
            "{\"policy\":{\"bindings\":[{\"role\":\"roles/run.invoker\",\"members\":[\"allUsers\"]}]}}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private RecordedCloud cloud;

    @BeforeEach
    void start() {
        cloud = new RecordedCloud(folder);
    }

    @AfterEach
    void stop() {
        cloud.close();
        client.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /v1/projects/p/secrets                     | secretId     | {"replication":{"automatic":{}}}
            /v1/projects/p/locations/here/secrets      | secretId     | {}
            /v1/projects/p/locations/here/repositories | repositoryId | {"format":"DOCKER"}
            /v2/projects/p/locations/here/services     | serviceId    | {"template":{"containers":[{"image":"app:1"}]}}
            /v2/projects/p/locations/here/jobs         | jobId        | {"template":{"template":{"containers":[{"image":"app:1"}]}}}
            """)
    void a_policy_that_comes_too_late_is_nobodys(String parent, String id, String body) throws Exception {
        String path = parent + "/raced";
        for (int round = 0; round < ROUNDS; round++) {
            done(call("POST", parent + "?" + id + "=raced", body));
            assertThat(call("GET", path + ":getIamPolicy", "").path("bindings")).isEmpty();
            CyclicBarrier both = new CyclicBarrier(2);
            CompletableFuture<Void> setting = CompletableFuture.runAsync(() -> {
                await(both);
                call("POST", path + ":setIamPolicy", POLICY);
            });
            await(both);
            JsonNode deleted = call("DELETE", path, "");
            setting.join();
            done(deleted);
        }
    }

    /** Waits for the operation, when the answer is one of Cloud Run's; all others are over when they are answered. */
    private void done(JsonNode answer) {
        assertThat(answer.path("error").path("message").asText()).isEmpty();
        String name = answer.path("name").asText();
        if (name.contains("/operations/") && answer.path("metadata").has("uid")) {
            assertThat(call("POST", "/v2/" + name + ":wait", "{}").path("done").asBoolean())
                    .isTrue();
        }
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return new ObjectMapper()
                    .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
