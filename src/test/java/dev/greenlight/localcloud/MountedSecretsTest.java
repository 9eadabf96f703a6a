package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of secrets that lie on the disk for containers: who may read them, and how long. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MountedSecretsTest {
    private static final String SECRETS = "/v1/projects/demo/secrets";
    private static final String TEMPLATE = """
            "containers":[{"image":"app","volumeMounts":[{"name":"keys","mountPath":"/keys"}]}],
            "volumes":[{"name":"keys","secret":{"secret":"key","items":[
              {"path":"pinned","version":"1"},{"path":"below/newest","version":"latest"}]}}]""";

    @TempDir
    Path state;

    private InProcessWorkloads workloads;
    private LocalCloud cloud;
    private Caller caller;

    @BeforeEach
    void start() {
        open();
        caller.call("POST", SECRETS + "?secretId=key", "{\"replication\":{\"automatic\":{}}}");
        add("one");
    }

    private void open() {
        workloads = new InProcessWorkloads(null);
        Options options = Options.in(state)
                .withPorts(0, 27_800)
                .withTimes(new Options.Times(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(5)));
        cloud = LocalCloud.start(options, workloads, line -> {});
        caller = new Caller(cloud);
    }

    @AfterEach
    void stop() {
        cloud.stop();
    }

    private void add(String value) {
        String data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        caller.call("POST", SECRETS + "/key:addVersion", "{\"payload\":{\"data\":\"" + data + "\"}}");
        assertThat(caller.status()).isEqualTo(200);
    }

    private void deploy() {
        ObjectNode done = caller.done(
                "POST",
                "/services?serviceId=web",
                "{\"scaling\":{\"minInstanceCount\":1},\"template\":{\"revision\":\"web-v1\"," + TEMPLATE + "}}");
        assertThat(done.has("response")).as("%s", done).isTrue();
    }

    private Path mounted() {
        Workload workload = workloads.started().getLast();
        return Objects.requireNonNull(workload.folders().get("/keys"));
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "none";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.walk(state.resolve("mounts"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nobody_else_of_this_machine_may_read_them_and_every_user_of_the_container_may() throws IOException {
        deploy();
        assertThat(content(mounted().resolve("pinned"))).isEqualTo("one");
        assertThat(permissions(state.resolve("mounts"))).isEqualTo("rwx------");
        assertThat(permissions(mounted())).isEqualTo("rwxr-xr-x");
        assertThat(permissions(mounted().resolve("below"))).isEqualTo("rwxr-xr-x");
        assertThat(permissions(mounted().resolve("below/newest"))).isEqualTo("r--r--r--");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_file_follows_its_version_and_goes_with_it() {
        deploy();
        Path pinned = mounted().resolve("pinned");
        Path newest = mounted().resolve("below/newest");
        add("two");
        assertThat(List.of(content(pinned), content(newest))).containsExactly("one", "two");
        caller.call("POST", SECRETS + "/key/versions/1:destroy", "{}");
        assertThat(List.of(content(pinned), content(newest))).containsExactly("none", "two");
        caller.call("POST", SECRETS + "/key/versions/2:disable", "{}");
        assertThat(content(newest)).isEqualTo("none");
        caller.call("POST", SECRETS + "/key/versions/2:enable", "{}");
        assertThat(content(newest)).isEqualTo("two");
        caller.call("DELETE", SECRETS + "/key", "");
        assertThat(content(newest)).isEqualTo("none");
    }

    @Test
    void nothing_is_left_of_a_service_that_was_deleted() throws InterruptedException {
        deploy();
        assertThat(kept()).isNotEmpty();
        caller.done("DELETE", "/services/web", "");
        Await.until("the files of a stopped revision to be gone", () -> kept().isEmpty());
    }

    @Test
    void nothing_is_left_of_a_task_that_has_ended() {
        caller.done("POST", "/jobs?jobId=migrate", "{\"template\":{\"template\":{" + TEMPLATE + "}}}");
        ObjectNode run = caller.done("POST", "/jobs/migrate:run", "{}");
        assertThat(run.has("response")).as("%s", run).isTrue();
        assertThat(mounted().toString()).startsWith(state.resolve("mounts").toString());
        assertThat(kept()).isEmpty();
    }

    @Test
    void nothing_is_left_of_what_no_longer_runs_after_a_restart() throws IOException {
        deploy();
        cloud.stop();
        Files.createDirectories(state.resolve("mounts/of_an_older_kind"));
        open();
        assertThat(Files.exists(state.resolve("mounts/of_an_older_kind"))).isFalse();
        caller.done("DELETE", "/services/web", "");
    }
}
