package dev.greenlight.localcloud.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.Transcoding;
import dev.greenlight.localcloud.state.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArtifactRegistryTest {
    private static final String REPOSITORIES = "/v1/projects/p/locations/europe-west1/repositories";
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String MANIFEST =
            "{\"schemaVersion\":2,\"config\":{\"size\":10},\"layers\":[{\"size\":100},{\"size\":1000}]}";

    @TempDir
    Path state;

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer registry;
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/v2/p/images/team/web/tags/list", exchange -> answer(exchange, "{\"tags\":[\"v1\"]}"));
        registry.createContext("/v2/p/images/team/web/manifests/", exchange -> answer(exchange, MANIFEST));
        registry.start();
        store = Store.open(state.resolve("documents"));
        Api api = new Api(new Transcoding());
        URI address = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
        new ArtifactRegistry(store, address, state.resolve("storage"), "us-central1-docker.pkg.dev").register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.oci.image.manifest.v1+json");
        exchange.getResponseHeaders().add("Docker-Content-Digest", DIGEST);
        exchange.sendResponseHeaders(200, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
        registry.stop(0);
        client.close();
    }

    private JsonNode call(String method, String target, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return Json.MAPPER.readTree(answer.body());
    }

    private static String status(JsonNode answer) {
        return answer.path("error").path("status").asText();
    }

    @Test
    void images_are_what_the_registry_holds() throws Exception {
        Path link =
                state.resolve("storage/docker/registry/v2/repositories/p/images/team/web/_manifests/revisions/sha256/"
                        + "a".repeat(64) + "/link");
        Files.createDirectories(link.getParent());
        Files.writeString(link, DIGEST);
        call("POST", REPOSITORIES + "?repositoryId=images", "{\"format\":\"DOCKER\"}");
        JsonNode images = call("GET", REPOSITORIES + "/images/dockerImages", "").path("dockerImages");
        assertThat(images).hasSize(1);
        JsonNode image = images.path(0);
        assertThat(image.path("name").asText())
                .isEqualTo("projects/p/locations/europe-west1/repositories/images/dockerImages/team%2Fweb@" + DIGEST);
        assertThat(image.path("uri").asText()).isEqualTo("us-central1-docker.pkg.dev/p/images/team/web@" + DIGEST);
        assertThat(image.path("tags").path(0).asText()).isEqualTo("v1");
        assertThat(image.path("imageSizeBytes").asText()).isEqualTo("1110");
        assertThat(image.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(call("GET", "/v1/" + image.path("name").asText(), "")).isEqualTo(image);
        assertThat(status(call("GET", REPOSITORIES + "/images/dockerImages/web@sha256:00", "")))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void bad_requests_are_refused() throws Exception {
        call("POST", REPOSITORIES + "?repositoryId=images", "{\"format\":1}");
        assertThat(status(call("POST", REPOSITORIES + "?repositoryId=images", "{\"format\":1}")))
                .isEqualTo("ALREADY_EXISTS");
        assertThat(status(call("POST", REPOSITORIES + "?repositoryId=Images", "{\"format\":1}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("POST", REPOSITORIES + "?repositoryId=npm", "{\"format\":\"NPN\"}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("POST", REPOSITORIES + "?repositoryId=x", "{\"format\":\"DOCKER\",\"lables\":{}}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("PATCH", REPOSITORIES + "/images?updateMask=format", "{}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("GET", REPOSITORIES + "/none", ""))).isEqualTo("NOT_FOUND");
        assertThat(status(call("GET", REPOSITORIES + "/none/dockerImages", ""))).isEqualTo("NOT_FOUND");
        assertThat(status(call("DELETE", REPOSITORIES + "/none", ""))).isEqualTo("NOT_FOUND");
        assertThat(call("GET", REPOSITORIES, "").path("repositories")).hasSize(1);
    }

    @Test
    void lists_are_filtered_by_name_and_ordered_as_asked() throws Exception {
        for (String id : List.of("web-b", "api", "web-a")) {
            call("POST", REPOSITORIES + "?repositoryId=" + id, "{\"format\":\"DOCKER\"}");
        }
        assertThat(names("")).containsExactly("api", "web-a", "web-b");
        assertThat(names("?orderBy=create_time%20desc")).containsExactly("web-a", "api", "web-b");
        assertThat(names("?orderBy=name%20desc")).containsExactly("web-b", "web-a", "api");
        assertThat(names("?filter=name%3D%22*/WEB-*%22&orderBy=createTime")).containsExactly("web-b", "web-a");
        assertThat(names("?filter=name%3D%22nobody%22")).isEmpty();
        assertThat(status(call("GET", REPOSITORIES + "?filter=format%3DDOCKER", "")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("GET", REPOSITORIES + "?orderBy=size", ""))).isEqualTo("INVALID_ARGUMENT");
        String token = call("GET", REPOSITORIES + "?orderBy=name&pageSize=1", "")
                .path("nextPageToken")
                .asText();
        assertThat(status(call("GET", REPOSITORIES + "?pageToken=" + token, "")))
                .as("a page of another order")
                .isEqualTo("INVALID_ARGUMENT");
        String first = call("GET", REPOSITORIES + "?orderBy=create_time%20desc&pageSize=1", "")
                .path("nextPageToken")
                .asText();
        assertThat(names("?orderBy=create_time%20desc&pageToken=" + first)).containsExactly("api", "web-b");
    }

    private List<String> names(String query) throws Exception {
        List<String> names = new ArrayList<>();
        call("GET", REPOSITORIES + query, "").path("repositories").forEach(each -> {
            String name = each.path("name").asText();
            names.add(name.substring(name.lastIndexOf('/') + 1));
        });
        return names;
    }
}
