package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors to the cloud, from inputs to report, on the local cloud. */
@SuppressWarnings("NullAway.Init")
class CloudDoorsCloudIT {
    private static final byte[] MANIFEST =
            ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                            + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:" + "c".repeat(64)
                            + "\",\"size\":2},\"layers\":[]}")
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path workspace;

    @TempDir
    Path state;

    private final FakeProgress progress = new FakeProgress();
    private LocalCloud cloud;
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(workspace.resolve("backend"));
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend:
                    kind: django
                    path: backend
                    port: 8000
                    health: /health
                    version: /version
                release:
                  steps: [100]
                  gate: {successes: 2, health-limit: 5s, observe: 1s, observe-limit: 5s, minimum-requests: 1, undecided: proceed}
                environments:
                  production:
                    project: dreams
                    regions: [europe-west1]
                    registry: localhost:5000/dreams/images
                    services:
                      backend:
                        name: dreams-backend
                """);
        cloud = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 27_900)
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(1))),
                new InProcessWorkloads(workload -> telling(workload.key().name())),
                line -> {});
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/v2/dreams/images/backend/manifests/" + digest(), exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.oci.image.manifest.v1+json");
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest());
            exchange.sendResponseHeaders(200, MANIFEST.length);
            exchange.getResponseBody().write(MANIFEST);
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        cloud.stop();
    }

    @Test
    void two_deploys_and_a_rollback_and_an_image_that_the_registry_lacks() throws IOException {
        Report first = deploy("v1", digest());
        assertThat(first.outputs()).as(progress.toString()).containsEntry("outcome", "released");
        assertThat(first.outputs().get("revision")).startsWith("dreams-backend-v1-");
        assertThat(first.outputs().get("url")).startsWith("http://127.0.0.1:279");

        assertThat(deploy("v2", digest()).outputs()).containsEntry("outcome", "released");

        Report refused = deploy("v3", "sha256:" + "0".repeat(64));
        assertThat(refused.outputs()).containsEntry("outcome", "refused");
        assertThat(refused.data().get("reason")).asString().contains("not in its registry");

        Report back = open(new RollbackDoor(), Map.of("reason", "for the test"));
        assertThat(back.outputs())
                .containsEntry("outcome", "rolled-back")
                .containsEntry("version", "v1")
                .containsEntry("revision", String.valueOf(first.outputs().get("revision")));
        assertThat(deploy("v2", digest()).data().get("reason")).asString().contains("was rolled back by anna");
    }

    private Report deploy(String version, String digest) throws IOException {
        return open(
                new DeployBluegreenDoor(),
                Map.of(
                        "version", version,
                        "images", "{\"backend\":\"localhost:5000/dreams/images/backend@" + digest + "\"}",
                        "registry-endpoint",
                                "http://127.0.0.1:" + registry.getAddress().getPort()));
    }

    private Report open(Door door, Map<String, String> given) throws IOException {
        Map<String, String> values = new HashMap<>(given);
        values.put("config", "greenlight.yml");
        values.put("environment", "production");
        values.put("api-endpoint", cloud.apiUrl());
        values.put("credentials", Files.readString(state.resolve("service-account.json")));
        return door.open(
                new Inputs(values),
                new Surroundings(
                        workspace,
                        workspace,
                        Map.of("GITHUB_ACTOR", "anna"),
                        new FakeCommands(),
                        progress,
                        Clock.systemUTC()));
    }

    private static Handler telling(String revision) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                String body = "{\"revision\":\"" + revision + "\"}";
                response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }

    private static String digest() {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(MANIFEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
