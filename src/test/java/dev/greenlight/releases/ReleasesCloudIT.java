package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.project.HealthAnswer;
import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.Jobs;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Witnesses;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Turns;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole releases through Google's clients on the local cloud, under load, with the application in this process. Its front end does
 * not tell its revision, so that it is proven by the request log.
 */
@SuppressWarnings("NullAway.Init")
class ReleasesCloudIT {
    private static final Project PROJECT = Sample.silent(
            new HealthAnswer(
                    200,
                    Map.of("/checks/ready", new JsonScalar(JsonScalar.Kind.TRUTH, "true")),
                    Map.of("Content-Type", "application/json"),
                    Optional.of(Duration.ofSeconds(4))),
            new ReleasePolicy.Gate(3, Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(15), 20, 0.01));

    @TempDir
    Path state;

    private final SpokenProgress progress = new SpokenProgress();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger atFrontEnd = new AtomicInteger();
    private final AtomicInteger atBackEnd = new AtomicInteger();
    private LocalCloud local;
    private CloudRun cloud;
    private Releases releases;
    private final List<Thread> loads = new ArrayList<>();

    @BeforeEach
    void start() throws IOException, InterruptedException {
        local = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, 27_700)
                        .withTimes(new Options.Times(
                                Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(1))),
                new InProcessWorkloads(InProcessApplication::of),
                line -> {});
        post("/v1/projects/p1/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        post("/v1/projects/p1/secrets/db:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        Secret key = Secret.of(Files.readString(state.resolve("service-account.json")));
        CloudAccess access = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.of(key));
        Identity identity = Identity.of(access);
        cloud = CloudRun.at(access, identity, "p1", "europe-west1");
        Scene scene = new Scene(
                cloud,
                Jobs.at(access, identity, "p1", "europe-west1"),
                new Witnesses(
                        Prober.overHttp(),
                        Metrics.at(access, identity, "p1", "europe-west1"),
                        Logs.at(access, identity, "p1"),
                        image -> true),
                identity,
                PROJECT.release().gate(),
                progress,
                Pace.of(Clock.systemUTC()));
        releases = new Releases(
                new Observer(
                        cloud,
                        image -> true,
                        SecretVersions.at(access, identity),
                        new Turns(owner -> new Liveness.Ended(), (version, known) -> Order.UNKNOWN),
                        scene.pace()),
                scene);
    }

    @AfterEach
    void stop() {
        loads.forEach(Thread::interrupt);
        local.stop();
    }

    @Test
    void two_good_releases_three_bad_ones_and_a_rollback_lose_no_request() {
        Report first = deploy("v1");
        assertThat(Stage.outcome(first)).as(progress.lines.toString()).isEqualTo("released");
        load(first.outputs().getOrDefault("url", ""), atFrontEnd);
        load(apiUrl(), atBackEnd);

        assertThat(Stage.outcome(deploy("v2"))).as(progress.lines.toString()).isEqualTo("released");
        assertThat(serving()).startsWith("app-api-v2-");
        assertThat(progress.lines).noneMatch(line -> line.contains("latencies are not known"));

        Report unhealthy = deploy("v3");
        assertThat(Stage.outcome(unhealthy)).isEqualTo("rolled-back");
        assertThat(Stage.reason(unhealthy)).contains("503");
        assertThat(serving()).startsWith("app-api-v2-");

        Report failing = deploy("v4");
        assertThat(Stage.outcome(failing)).as(progress.lines.toString()).isEqualTo("rolled-back");
        assertThat(Stage.reason(failing)).contains("of the traffic");
        assertThat(failing.sections())
                .anyMatch(section -> section.title().equals("Judgements")
                        && section.markdown().contains("| fail |")
                        && section.markdown().contains("metrics"));
        assertThat((Double) failing.data().get("secondsToRestore")).isLessThan(3.0);
        assertThat(serving()).startsWith("app-api-v2-");

        Report unready = deploy("v5");
        assertThat(Stage.outcome(unready)).isEqualTo("rolled-back");
        assertThat(Stage.reason(unready)).contains("its JSON at /checks/ready is false instead of true");
        assertThat(serving()).startsWith("app-api-v2-");

        Report back = releases.rollback(
                new RollbackRequest(PROJECT, Sample.environment(), "v1", false), "anna", "for the test", false);
        assertThat(Stage.outcome(back)).isEqualTo("rolled-back");
        assertThat(serving()).startsWith("app-api-v1-");

        assertThat(failures).isEmpty();
        assertThat(loads).as("both loads until the end").allMatch(Thread::isAlive);
        assertThat(atFrontEnd.get()).as("requests at the front end").isGreaterThan(100);
        assertThat(atBackEnd.get()).as("requests at the back end").isGreaterThan(100);
    }

    private Report deploy(String version) {
        return releases.deploy(Sample.request(PROJECT, version, false), false, Agreement.ANY);
    }

    private String serving() {
        return cloud.service(new dev.greenlight.releases.world.ServiceName("app-api"))
                .flatMap(service -> service.served().traffic())
                .flatMap(traffic -> traffic.sole())
                .orElseThrow()
                .value();
    }

    private String apiUrl() {
        return cloud.service(new dev.greenlight.releases.world.ServiceName("app-api"))
                .flatMap(service -> service.url())
                .orElseThrow()
                .toString();
    }

    /** Asks the address for its page until the test is over. */
    private void load(String url, AtomicInteger answers) {
        loads.add(Thread.ofVirtual().start(() -> visit(url, answers)));
    }

    private void visit(String url, AtomicInteger answers) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/page")).build();
            while (!Thread.currentThread().isInterrupted()) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                answers.incrementAndGet();
                if (response.statusCode() != 200
                        && response.headers().firstValue("X-Canary-Error").isEmpty()) {
                    failures.add(response.statusCode() + " " + response.body());
                }
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failures.add(e.toString());
        }
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
