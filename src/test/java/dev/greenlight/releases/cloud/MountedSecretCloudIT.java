package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.project.Deployment;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.preflight.PreflightGate;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.SecretVersions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that the serving revision mounts as a file, as it was set by hand, is part of the way back. */
@SuppressWarnings("NullAway.Init")
class MountedSecretCloudIT {
    private static final String VERSIONS = "/v1/projects/p1/secrets/cert/versions/";

    @TempDir
    Path state;

    private LocalCloud local;
    private Observer observer;

    @BeforeEach
    void a_service_that_mounts_version_1_of_a_secret() throws IOException, InterruptedException {
        local = LocalCloud.start(Options.in(state).withPorts(0, 27_550), new InProcessWorkloads(null), line -> {});
        CloudAccess access = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.empty());
        Identity identity = Identity.of(access);
        observer = new Observer(
                CloudRun.at(access, identity, "p1", "europe-west1"),
                image -> true,
                SecretVersions.at(access, identity),
                new Turns(owner -> new Liveness.Ended(), (version, known) -> Order.UNKNOWN),
                Pace.of(Clock.systemUTC()));
        post("/v1/projects/p1/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        post("/v1/projects/p1/secrets?secretId=cert", "{\"replication\":{\"automatic\":{}}}");
        post("/v1/projects/p1/secrets/cert:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        post("/v1/projects/p1/secrets/cert:addVersion", "{\"payload\":{\"data\":\"eQ==\"}}");
        String made = post("/v2/projects/p1/locations/europe-west1/services?serviceId=app-api", """
                {"template": {"revision": "app-api-one",
                  "containers": [{"image": "%s", "volumeMounts": [{"name": "tls", "mountPath": "/tls"}]}],
                  "volumes": [{"name": "tls", "secret": {"secret": "cert", "items": [{"path": "key", "version": "1"}]}}]}}
                """.formatted(
                        Sample.image("backend", "v1")));
        String operation = new ObjectMapper().readTree(made).path("name").asText();
        assertThat(post("/v2/" + operation + ":wait", "{}")).contains("\"response\"");
    }

    @AfterEach
    void stop() {
        local.stop();
    }

    private PreflightGate checked() {
        Snapshot world = observer.observe(Sample.request("v2"));
        View view = world.view("backend");
        RevisionName live = view.state()
                .flatMap(found -> found.served().traffic())
                .flatMap(traffic -> traffic.sole())
                .orElseThrow();
        PreflightGate gate = new PreflightGate(world, false, new ByHand("p1", "europe-west1"));
        gate.check(
                new Deployment("backend", "app-api", Map.of(), Map.of()),
                Sample.image("backend", "v2"),
                Optional.of(live));
        return gate;
    }

    @Test
    void a_release_has_no_way_back_once_the_mounted_version_is_destroyed() throws IOException, InterruptedException {
        post(VERSIONS + "2:destroy", "{}");
        assertThat(checked().refusals()).isEmpty();

        post(VERSIONS + "1:destroy", "{}");
        assertThat(checked().refusals())
                .singleElement()
                .asString()
                .contains("app-api could not come back to app-api-one", "secret cert@1, which it needs to start");
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.apiUrl() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
