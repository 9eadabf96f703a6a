package dev.greenlight.actions;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The doors to the cloud with a project, a local cloud and a registry to open them on. */
@SuppressWarnings("NullAway.Init")
abstract class DoorsOnTheCloud {
    static final byte[] MANIFEST =
            ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                            + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:" + "c".repeat(64)
                            + "\",\"size\":2},\"layers\":[]}")
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path workspace;

    @TempDir
    Path state;

    final FakeProgress progress = new FakeProgress();
    final InProcessWorkloads workloads = new InProcessWorkloads(this::application);
    LocalCloud cloud;
    HttpServer registry;
    volatile int refusal;
    volatile boolean gone;
    Clock clock = Clock.systemUTC();
    /** What the doors find in their environment. */
    Map<String, String> environment = Map.of("GITHUB_ACTOR", "anna");

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
                        .withTimes(
                                new Options.Times(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1))),
                workloads,
                line -> {});
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/v2/dreams/images/", exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("/" + digest()) || gone) {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            if (refusal > 0) {
                exchange.sendResponseHeaders(refusal, -1);
                exchange.close();
                return;
            }
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

    Report roll(Map<String, String> more) throws IOException {
        Map<String, String> given = new HashMap<>(more);
        given.put(
                "registry-endpoint", "http://127.0.0.1:" + registry.getAddress().getPort());
        return open(new RollbackDoor(), given);
    }

    /** What the cloud says of the service, as far as a release may change it. */
    record Service(String traffic, String generation) {}

    CloudRun cloud() throws IOException {
        CloudAccess access = new CloudAccess(
                Optional.of(URI.create(cloud.apiUrl())),
                Optional.of(Secret.of(Files.readString(state.resolve("service-account.json")))));
        return CloudRun.at(access, Identity.of(access), "dreams", "europe-west1");
    }

    Service service() throws IOException {
        ServiceState now = cloud().service(new ServiceName("dreams-backend")).orElseThrow();
        return new Service(now.served() + " " + now.wished(), now.mark().toString());
    }

    Report deploy(String version, String digest) throws IOException {
        return deploy(version, digest, Map.of());
    }

    Report deploy(String version, String digest, Map<String, String> more) throws IOException {
        Map<String, String> given = new HashMap<>(more);
        String registryPath = "localhost:5000/dreams/images";
        if (version.equals("starts-never")) {
            // The workloads of this test know by its image that a container does not start.
            String crashing = registryPath + "/crash";
            Files.writeString(
                    workspace.resolve("crash.yml"),
                    Files.readString(workspace.resolve("greenlight.yml")).replace(registryPath, crashing));
            given.put("config", "crash.yml");
            registryPath = crashing;
        }
        given.put("version", version);
        given.put("images", "{\"backend\":\"" + registryPath + "/backend@" + digest + "\"}");
        given.put(
                "registry-endpoint", "http://127.0.0.1:" + registry.getAddress().getPort());
        return open(new DeployBluegreenDoor(), given);
    }

    Report open(Door door, Map<String, String> given) throws IOException {
        Map<String, String> values = new HashMap<>(given);
        values.putIfAbsent("config", "greenlight.yml");
        values.putIfAbsent("environment", "production");
        values.put("api-endpoint", cloud.apiUrl());
        values.put("credentials", Files.readString(state.resolve("service-account.json")));
        return door.open(
                new Inputs(values),
                new Surroundings(workspace, workspace, environment, new FakeCommands(), progress, clock));
    }

    Handler application(Workload workload) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String revision = workload.key().name();
                if (revision.contains("is-slow")) {
                    Thread.sleep(6_000);
                }
                if (revision.contains("crashes")) {
                    Thread.ofVirtual().start(() -> workloads.kill(workload.key()));
                    // Until its connection breaks: it never answers.
                    Thread.sleep(10_000);
                }
                String body = "{\"revision\":\"" + revision + "\"}";
                response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }

    /** What a tool that reads the API sees: every field of every service and of every revision. */
    String documents() throws IOException {
        StringBuilder documents = new StringBuilder();
        String services = "/v2/projects/dreams/locations/europe-west1/services";
        for (String path : List.of(services, services + "/-/revisions")) {
            try (InputStream answer = URI.create(cloud.apiUrl() + path).toURL().openStream()) {
                documents.append(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return documents.toString();
    }

    static String digest() {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(MANIFEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
