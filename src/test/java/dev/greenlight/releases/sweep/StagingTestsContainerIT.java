package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.actions.staging.Checkout;
import dev.greenlight.actions.staging.OwnTests;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.localcloud.engine.JobNetwork;
import dev.greenlight.process.Client;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.Releases;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.Jobs;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.notices.Notices;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Witnesses;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import dev.greenlight.secrets.SecretVersions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project's own tests in a real container, against real revisions in containers, at their tags' addresses. */
@SuppressWarnings("NullAway.Init")
class StagingTestsContainerIT {
    private static final String OWN = "staging-" + ProcessHandle.current().pid();
    private static final String NETWORK = "greenlight-" + OWN;
    private static final DockerCli DOCKER = new DockerCli(new LocalCommands(), List.of("docker"));
    private static final String IMAGE = "python:3.13-slim-trixie";

    /** Asks each service who it is, tries to write, and does what the version's name says. */
    private static final String TESTS = """
            import json, os, sys, time, urllib.error, urllib.request
            for service in 'BACKEND', 'FRONTEND':
                prefix = 'GREENLIGHT_' + service
                headers = {}
                if prefix + '_TOKEN' in os.environ:
                    try:
                        urllib.request.urlopen(os.environ[prefix + '_URL'] + '/version')
                        sys.exit('it is open before it was proven')
                    except urllib.error.HTTPError as refused:
                        print('closed', refused.code)
                    headers['Authorization'] = 'Bearer ' + os.environ[prefix + '_TOKEN']
                request = urllib.request.Request(os.environ[prefix + '_URL'] + '/version', headers=headers)
                found = json.load(urllib.request.urlopen(request, timeout=10))['revision']
                print('asked', found)
                if found != os.environ[prefix + '_REVISION']:
                    sys.exit('another revision answers')
            try:
                open('written', 'w')
                sys.exit('the project can be written to')
            except OSError as refused:
                print('refused', refused.errno)
            print('left', sorted(os.listdir('.git')), sorted(name for name in os.environ if 'SECRET' in name))
            sys.stdout.flush()
            if os.environ['GREENLIGHT_VERSION'] == 'bad': sys.exit(3)
            if os.environ['GREENLIGHT_VERSION'] == 'slow': time.sleep(600)
            """;

    @TempDir
    Path folder;

    private final FakeProgress progress = new FakeProgress();
    private RealContainers containers;
    private LocalCloud local;
    private CloudAccess access;
    private Identity identity;
    private CloudRun cloud;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.createDirectories(workspace.resolve(".git"));
        Files.writeString(workspace.resolve(".git/config"), "token");
        Files.writeString(workspace.resolve("tests.py"), TESTS);
        JobNetwork.open(DOCKER, NETWORK);
        containers = new RealContainers(DOCKER, NETWORK, OWN);
        Path state = Files.createDirectories(folder.resolve("state"));
        local = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 27_400)
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(1))),
                containers,
                line -> {});
        post("/v1/projects/p1/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        post("/v1/projects/p1/secrets/db:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        Secret key = Secret.of(Files.readString(state.resolve("service-account.json")));
        access = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.of(key));
        identity = Identity.of(access);
        cloud = CloudRun.at(access, identity, "p1", "europe-west1");
    }

    @AfterEach
    void stop() {
        if (local != null) {
            local.stop();
        }
        if (containers != null) {
            containers.remove();
        }
        DOCKER.must("network", "rm", NETWORK);
    }

    @Test
    void they_see_the_new_revisions_alone_and_decide_before_any_traffic_moves() {
        Report first = deploy("v1", IMAGE, Map.of());
        assertThat(first.outputs()).as(progress.told().toString()).containsEntry("outcome", "released");
        String api = revision(first, "backend");
        assertThat(progress.told())
                .contains(
                        "quote staging tests | closed 403",
                        "quote staging tests | asked " + api,
                        "quote staging tests | asked " + revision(first, "frontend"),
                        "quote staging tests | refused 30",
                        "quote staging tests | left [] []");
        assertThat(left()).isEmpty();

        assertThat(deploy("v2", IMAGE, Map.of()).outputs())
                .as(progress.told().toString())
                .containsEntry("outcome", "released");
        Traffic serving = serving();

        assertTakenBack(deploy("bad", IMAGE, Map.of()), "they failed: exit code 3", serving);
        assertTakenBack(deploy("slow", IMAGE, Map.of()), "they were stopped after 15.0 s", serving);
        assertTakenBack(deploy("v3", "greenlight-has-no-such-image:none", Map.of()), "could not be started", serving);
        assertTakenBack(
                deploy("v4", IMAGE, Map.of("DOCKER_HOST", "unix:///no/docker.sock")), "/no/docker.sock", serving);
    }

    private void assertTakenBack(Report report, String reason, Traffic serving) {
        assertThat(report.outputs()).as(progress.told().toString()).containsEntry("outcome", "rolled-back");
        assertThat(report.data().get("reason"))
                .asString()
                .contains("own tests did not pass")
                .contains(reason);
        assertThat(serving()).isEqualTo(serving);
        assertThat(left()).isEmpty();
    }

    private Report deploy(String version, String image, Map<String, String> engine) {
        Project plain = Sample.project();
        ReleasePolicy.Gate gate = new ReleasePolicy.Gate(
                2,
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                1,
                ReleasePolicy.Limits.ofErrors(0.01),
                ReleasePolicy.Undecided.PROCEED,
                Optional.empty());
        StagingTests tests = new StagingTests(
                List.of("python3", "tests.py"), Optional.of(image), Duration.ofSeconds(15), Optional.empty());
        Project project = new Project(
                plain.services(), plain.environments(), new ReleasePolicy(List.of(100), gate).testedBy(tests));
        return releases(gate, engine).deploy(Sample.request(project, version, false), false, Agreement.ANY);
    }

    private Releases releases(ReleasePolicy.Gate gate, Map<String, String> engine) {
        Scene scene = new Scene(
                cloud,
                Jobs.at(access, identity, "p1", "europe-west1"),
                new Witnesses(
                        Prober.overHttp(),
                        Metrics.at(access, identity, "p1", "europe-west1"),
                        Logs.at(access, identity, "p1"),
                        known -> true),
                identity,
                gate,
                progress,
                Pace.of(Clock.systemUTC()));
        Map<String, String> environment = new HashMap<>(engine);
        environment.put("PATH", System.getenv("PATH"));
        Path workspace = folder.resolve("workspace");
        return new Releases(
                new Observer(
                        cloud,
                        known -> true,
                        SecretVersions.at(access, identity),
                        new Turns(owner -> new Liveness.Ended(), (version, known) -> Order.UNKNOWN),
                        scene.pace()),
                scene,
                Notices.NONE,
                new OwnTests(
                        new Checkout(workspace, () -> workspace, workspace),
                        new Client(new LocalCommands(), workspace, environment),
                        Map.of("PATH", System.getenv("PATH"), "A_SECRET", "x")));
    }

    private Traffic serving() {
        return cloud.service(new ServiceName("app-api"))
                .flatMap(service -> service.served().traffic())
                .orElseThrow();
    }

    private static String revision(Report report, String service) {
        return report.outputs().getOrDefault("revisions", "").replaceAll(".*\"" + service + "\":\"([^\"]*)\".*", "$1");
    }

    /** What the engine still has of them. */
    private static String left() {
        return DOCKER.must("ps", "--all", "--quiet", "--filter", "label=dev.greenlight.staging-tests");
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.apiUrl() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
