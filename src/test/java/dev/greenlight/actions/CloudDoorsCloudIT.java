package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    private final InProcessWorkloads workloads = new InProcessWorkloads(this::application);
    private LocalCloud cloud;
    private HttpServer registry;
    private volatile int refusal;
    private volatile boolean gone;
    private Clock clock = Clock.systemUTC();

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

    @Test
    void a_plan_that_was_kept_is_applied_once_and_an_edited_one_never() throws IOException {
        deploy("v1", digest());
        Service before = service();
        Report plan = deploy("v2", digest(), Map.of("mode", "plan"));
        assertThat(plan.outputs().get("changes")).contains("\"what\":\"traffic\"");
        String text = plan.files().getOrDefault("plan.json", "");
        assertThat(text).contains("dreams-backend-v2-").doesNotContain("PRIVATE KEY");
        Files.writeString(workspace.resolve("plan.json"), text);
        Files.writeString(workspace.resolve("edited.json"), text.replace("\"port\" : 8000", "\"port\" : 9000"));
        Map<String, String> agreed =
                Map.of("plan-file", "plan.json", "plan-hash", plan.outputs().get("plan-hash"));

        assertThatThrownBy(() -> deploy("v2", digest(), Map.of("plan-file", "edited.json")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("services[0].next.port: '9000' in the plan file, '8000' now");
        assertThat(service()).isEqualTo(before);
        assertThat(deploy("v2", digest(), agreed).outputs()).containsEntry("outcome", "released");
        assertThat(deploy("v2", digest(), agreed).data().get("reason"))
                .asString()
                .contains("the plan is not the one that was agreed to");
    }

    @Test
    void past_revisions_go_and_those_that_are_kept_stay() throws IOException {
        Files.writeString(
                workspace.resolve("greenlight.yml"),
                Files.readString(workspace.resolve("greenlight.yml"))
                        .replace("steps: [100]", "steps: [100]\n  keep: 1"));
        for (String version : List.of("v1", "v2", "v3", "v4")) {
            assertThat(deploy(version, digest()).outputs()).containsEntry("outcome", "released");
        }

        assertThat(cloud().revisions(new ServiceName("dreams-backend")))
                .extracting(revision -> revision.annotations().get("greenlight.dev/version"))
                .containsExactlyInAnyOrder("v3", "v4");
        assertThat(roll(Map.of()).outputs())
                .containsEntry("outcome", "rolled-back")
                .containsEntry("version", "v3");
    }

    @Test
    void a_rollback_to_an_image_that_is_gone_is_refused_and_a_registry_that_is_away_does_not_matter()
            throws IOException {
        deploy("v1", digest());
        deploy("v2", digest());
        Service before = service();
        gone = true;

        Report refused = roll(Map.of());
        assertThat(refused.outputs()).containsEntry("outcome", "refused").containsEntry("revision", "");
        assertThat(refused.data().get("reason")).asString().contains("is not in the registry any more");
        assertThat(service()).isEqualTo(before);
        assertThatThrownBy(() -> roll(Map.of("to", "other-service-v1-abcde")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("known releases: v2, v1");

        gone = false;
        refusal = 403;
        Report back = roll(Map.of());
        assertThat(back.outputs()).containsEntry("outcome", "rolled-back");
        assertThat(back.outputs().get("tag-url")).startsWith("http://127.0.0.1:279");
        assertThat(progress.told()).anySatisfy(line -> assertThat(line).contains("the rollback goes on"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600})
    void a_clock_that_is_minutes_off_is_said_and_googles_time_is_used(long seconds) throws IOException {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
        deploy("v1", digest());

        Report second = deploy("v2", digest());

        assertThat(second.outputs()).as(progress.told().toString()).containsEntry("outcome", "released");
        assertThat(progress.told())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "This machine's clock is ",
                                seconds < 0 ? " s behind Google's" : " s ahead of Google's"));
        assertThat(Duration.between(Instant.parse(recorded()), Instant.now()).abs())
                .as("the record has Google's time")
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void a_service_that_is_being_deleted_is_not_touched() throws IOException {
        deploy("v1", digest());
        cloud.faults("rules: [{on: run.services.delete, fault: never-ends}]");
        cloud().delete(new ServiceName("dreams-backend"));
        // So that nobody waits for it: an hour passes at each look.
        clock = new Clock() {
            private long looks;

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(Duration.ofHours(looks++));
            }
        };

        assertThatThrownBy(() -> roll(Map.of()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("it is being deleted");
    }

    private Report roll(Map<String, String> more) throws IOException {
        Map<String, String> given = new HashMap<>(more);
        given.put(
                "registry-endpoint", "http://127.0.0.1:" + registry.getAddress().getPort());
        return open(new RollbackDoor(), given);
    }

    private String recorded() throws IOException {
        String good = cloud().service(new ServiceName("dreams-backend"))
                .orElseThrow()
                .annotations()
                .getOrDefault("greenlight.dev/good", "");
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(good)
                .at("/0/time")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 0})
    void a_registry_that_refuses_or_is_down_ends_a_deploy_before_it_begins(int status) throws IOException {
        deploy("v1", digest());
        Service before = service();
        refusal = status;
        if (status == 0) {
            registry.stop(0);
        }

        assertThatThrownBy(() -> deploy("v2", digest()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining(status == 0 ? "it could not be reached" : "status " + status);
        assertThat(service()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "starts-never, did not come up",
        "crashes,      health",
        "is-slow,      health",
    })
    void a_revision_that_does_not_do_is_taken_back_and_nothing_of_it_is_left(String version, String reason)
            throws Exception {
        Report first = deploy("v1", digest());
        Service before = service();

        Report bad = deploy(version, digest());

        assertThat(bad.verdict()).as(progress.told().toString()).isInstanceOf(Verdict.Failed.class);
        assertThat(bad.outputs()).containsEntry("outcome", "rolled-back");
        assertThat(bad.data().get("reason")).asString().contains(reason).doesNotContain("Exception");
        assertThat(service().traffic()).isEqualTo(before.traffic());
        assertThat(served(first)).contains("dreams-backend-v1-");
        for (int attempt = 0; attempt < 100 && workloads.running().size() > 1; attempt++) {
            Thread.sleep(100);
        }
        assertThat(workloads.running())
                .containsExactly(String.valueOf(first.outputs().get("revision")));
    }

    /** What the cloud says of the service, as far as a release may change it. */
    private record Service(String traffic, String generation) {}

    private CloudRun cloud() throws IOException {
        CloudAccess access = new CloudAccess(
                Optional.of(URI.create(cloud.apiUrl())),
                Optional.of(Secret.of(Files.readString(state.resolve("service-account.json")))));
        return CloudRun.at(access, Identity.of(access), "dreams", "europe-west1");
    }

    private Service service() throws IOException {
        ServiceState now = cloud().service(new ServiceName("dreams-backend")).orElseThrow();
        return new Service(now.served() + " " + now.wished(), now.mark().toString());
    }

    private static String served(Report report) throws IOException, InterruptedException {
        URI address = URI.create(report.outputs().get("url") + "/version");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Report deploy(String version, String digest) throws IOException {
        return deploy(version, digest, Map.of());
    }

    private Report deploy(String version, String digest, Map<String, String> more) throws IOException {
        // The workloads of this test know by its image that a container does not start.
        String image = version.equals("starts-never") ? "crash" : "backend";
        Map<String, String> given = new HashMap<>(more);
        given.put("version", version);
        given.put("images", "{\"backend\":\"localhost:5000/dreams/images/" + image + "@" + digest + "\"}");
        given.put(
                "registry-endpoint", "http://127.0.0.1:" + registry.getAddress().getPort());
        return open(new DeployBluegreenDoor(), given);
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
                        workspace, workspace, Map.of("GITHUB_ACTOR", "anna"), new FakeCommands(), progress, clock));
    }

    private Handler application(Workload workload) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String revision = workload.key().name();
                if (revision.contains("is-slow")) {
                    Thread.sleep(6_000);
                }
                if (revision.contains("crashes")) {
                    Thread.ofVirtual().start(() -> workloads.kill(workload.key()));
                    Thread.sleep(200);
                }
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
