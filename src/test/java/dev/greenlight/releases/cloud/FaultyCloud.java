package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One local cloud for all tests of a class, each test with a project of its own, and the faults that it is told. */
@SuppressWarnings("NullAway.Init")
abstract class FaultyCloud {
    static final ServiceName WEB = new ServiceName("web");
    static final RevisionName ONE = new RevisionName("web-one");
    static final RevisionName TWO = new RevisionName("web-two");
    static final String PATCH = "run.services.patch";
    static final Pace PACE = Pace.of(Clock.systemUTC());
    static final HttpClient HTTP = HttpClient.newHttpClient();

    /** One server for all tests, each with a project of its own. */
    @TempDir
    static Path state;

    static LocalCloud local;
    static CloudAccess access;
    static int projects;
    String project;
    CloudRun cloud;

    @BeforeAll
    static void start() {
        local = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 27_900)
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(1))),
                new InProcessWorkloads(workload -> answering(workload.key().name())),
                line -> {});
        access = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.empty());
    }

    @AfterAll
    static void stop() {
        local.stop();
    }

    @BeforeEach
    void openProject() {
        project = "p" + ++projects;
        heal();
        Identity identity = Identity.of(access);
        cloud = CloudRun.at(access, identity, project, "europe-west1");
    }

    // -- what every test uses

    ServiceState create() {
        cloud.create(WEB, draft(ONE, "backend"), Traffic.all(ONE), Map.of());
        return done(settling(10)
                .created(
                        WEB,
                        now -> true,
                        now -> now.consistent() && now.readiness().settled(),
                        now -> Optional.empty()));
    }

    /** A service with a second revision that has a tag and no traffic. */
    ServiceState staged() {
        return done(settling(10)
                .apply(
                        create(),
                        now -> ServiceChange.of(now, tagged(), Map.of()).with(draft(TWO, "backend")),
                        now -> now.consistent() && now.readiness().settled(),
                        now -> Optional.empty()));
    }

    static Traffic tagged() {
        return Traffic.all(ONE).tagged(Tag.CANDIDATE, TWO);
    }

    ServiceState settled() {
        ServiceState now = cloud.service(WEB).orElseThrow();
        for (int i = 0; i < 200 && !now.readiness().settled(); i++) {
            PACE.pause(Duration.ofMillis(20));
            now = cloud.service(WEB).orElseThrow();
        }
        assertThat(now.readiness().settled()).isTrue();
        return now;
    }

    Settling settling(int seconds) {
        return new Settling(cloud, PACE, Duration.ofSeconds(seconds));
    }

    static ServiceState done(Settling.Result result) {
        assertThat(result).isInstanceOf(Settling.Result.Done.class);
        return ((Settling.Result.Done) result).state();
    }

    static RevisionDraft draft(RevisionName name, String image) {
        return new RevisionDraft(name, Sample.image(image, name.value()), 8000, Map.of(), Map.of(), Map.of());
    }

    void fault(String rule) {
        local.faults("seed: 7\nrules:\n  - {" + rule + "}\n");
    }

    void heal() {
        local.faults("rules: []");
    }

    /** The only rule in force, with what has become of it. */
    JsonNode rule() {
        try {
            return send("GET", "/_faults", "").at("/rules/0");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.apiUrl() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    static String get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    static Handler answering(String text) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }
}
