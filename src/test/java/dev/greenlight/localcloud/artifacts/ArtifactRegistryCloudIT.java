package dev.greenlight.localcloud.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.longrunning.OperationTimedPollAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.NotFoundException;
import com.google.devtools.artifactregistry.v1.ArtifactRegistryClient;
import com.google.devtools.artifactregistry.v1.ArtifactRegistrySettings;
import com.google.devtools.artifactregistry.v1.DockerImage;
import com.google.devtools.artifactregistry.v1.LocationName;
import com.google.devtools.artifactregistry.v1.Repository;
import com.google.protobuf.FieldMask;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.state.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Debian's docker-registry; where it is missing, these tests say that they did not run. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArtifactRegistryCloudIT {
    private static final LocationName PLACE = LocationName.of("dream-prod", "europe-west1");
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    Path state;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private RegistryProcess registry;
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start() throws IOException {
        assertThat(Path.of("/usr/bin/" + RegistryProcess.PROGRAM)).isExecutable();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        registry = RegistryProcess.start(state.resolve("registry"), List.of("127.0.0.1", "127.0.0.2"), port);
        store = Store.open(state.resolve("documents"));
        Api api = new Api();
        new ArtifactRegistry(store, registry.address(), registry.storage(), "localhost:" + port).register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
    }

    @AfterEach
    void stop() {
        if (registry != null) {
            registry.close();
            server.close();
            store.close();
        }
        http.close();
    }

    private ArtifactRegistryClient client() throws IOException {
        ArtifactRegistrySettings.Builder settings = ArtifactRegistrySettings.newHttpJsonBuilder();
        settings.setEndpoint("http://127.0.0.1:" + server.port())
                .setCredentialsProvider(NoCredentialsProvider.create());
        OperationTimedPollAlgorithm often = OperationTimedPollAlgorithm.create(RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(20))
                .setMaxRetryDelayDuration(Duration.ofMillis(100))
                .setRetryDelayMultiplier(1.5)
                .setTotalTimeoutDuration(Duration.ofSeconds(20))
                .build());
        settings.createRepositoryOperationSettings().setPollingAlgorithm(often);
        settings.deleteRepositoryOperationSettings().setPollingAlgorithm(often);
        return ArtifactRegistryClient.create(settings.build());
    }

    private static String digest(byte[] content) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private HttpResponse<String> put(URI address, String type, byte[] content) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", type)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String pushBlob(String host, byte[] content) throws Exception {
        HttpResponse<String> begun = http.send(
                HttpRequest.newBuilder(URI.create(host + "/blobs/uploads/"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String where = begun.headers().firstValue("Location").orElseThrow();
        String digest = digest(content);
        URI address = URI.create(where + (where.contains("?") ? "&" : "?") + "digest=" + digest);
        assertThat(put(address, "application/octet-stream", content).statusCode())
                .isEqualTo(201);
        return digest;
    }

    /** Pushes a small image by its digest alone, and gives it a tag when one is named. */
    private String push(String image, String content, String tag) throws Exception {
        String host = "http://127.0.0.1:" + port + "/v2/dream-prod/images/" + image;
        byte[] layer = content.getBytes(StandardCharsets.UTF_8);
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""".formatted(
                        MANIFEST_TYPE, pushBlob(host, config), config.length, pushBlob(host, layer), layer.length);
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        String reference = tag.isEmpty() ? digest(bytes) : tag;
        assertThat(put(URI.create(host + "/manifests/" + reference), MANIFEST_TYPE, bytes)
                        .statusCode())
                .isEqualTo(201);
        return digest(bytes);
    }

    @Test
    void a_repository_lives_its_whole_life_through_googles_client() throws Exception {
        try (ArtifactRegistryClient client = client()) {
            Repository wish = Repository.newBuilder()
                    .setFormat(Repository.Format.DOCKER)
                    .setDescription("images of the release")
                    .build();
            Repository made =
                    client.createRepositoryAsync(PLACE, wish, "images").get();
            assertThat(made.getFormat()).isEqualTo(Repository.Format.DOCKER);
            assertThat(client.getRepository(made.getName()).getRegistryUri())
                    .isEqualTo("localhost:" + port + "/dream-prod/images");
            Repository described = client.updateRepository(
                    made.toBuilder().setDescription("other").build(),
                    FieldMask.newBuilder().addPaths("description").build());
            assertThat(described.getDescription()).isEqualTo("other");
            assertThat(client.listRepositories(PLACE).iterateAll()).hasSize(1);
            client.deleteRepositoryAsync(made.getName()).get();
            assertThatThrownBy(() -> client.getRepository(made.getName())).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void pushed_images_are_listed_with_and_without_tags_until_their_repository_goes() throws Exception {
        try (ArtifactRegistryClient client = client()) {
            Repository wish =
                    Repository.newBuilder().setFormat(Repository.Format.DOCKER).build();
            Repository made =
                    client.createRepositoryAsync(PLACE, wish, "images").get();
            String tagged = push("backend", "one", "v1");
            String untagged = push("backend", "two", "");
            push("web/front", "three", "v1");
            assertThat(client.listDockerImages(made.getName()).iterateAll()).hasSize(3);
            DockerImage image = client.getDockerImage(made.getName() + "/dockerImages/backend@" + tagged);
            assertThat(image.getTagsList()).containsExactly("v1");
            assertThat(image.getUri()).isEqualTo("localhost:" + port + "/dream-prod/images/backend@" + tagged);
            assertThat(image.getImageSizeBytes()).isEqualTo(5);
            assertThat(image.getMediaType()).isEqualTo(MANIFEST_TYPE);
            assertThat(image.hasUploadTime()).isTrue();
            assertThat(client.getDockerImage(made.getName() + "/dockerImages/backend@" + untagged)
                            .getTagsList())
                    .isEmpty();
            client.deleteRepositoryAsync(made.getName()).get();
            client.createRepositoryAsync(PLACE, wish, "images").get();
            assertThat(client.listDockerImages(made.getName()).iterateAll()).isEmpty();
        }
    }

    @Test
    void both_addresses_serve_the_same_images() throws Exception {
        String digest = push("backend", "one", "v1");
        HttpResponse<Void> other = http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.2:" + port + "/v2/dream-prod/images/backend/manifests/" + digest))
                        .header("Accept", MANIFEST_TYPE)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void a_port_in_use_is_named_and_what_was_left_running_is_ended() throws Exception {
        assertThatThrownBy(() -> RegistryProcess.start(state.resolve("other"), List.of("127.0.0.1"), port))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + port);
        // The same folder: its pid files tell that the running processes are its own.
        RegistryProcess again =
                RegistryProcess.start(state.resolve("registry"), List.of("127.0.0.1", "127.0.0.2"), port);
        assertThat(again.address()).isEqualTo(registry.address());
        again.close();
    }
}
