package dev.greenlight.localcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.process.LocalCommands;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Docker engine that goes away and comes back, played by a script in the place of Docker's client: a container is a file. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineAwayTest {
    private static final String DOCKER = """
            #!/bin/sh
            cd '%s' || exit 1
            away() { [ -e away ]; }
            if away; then
                echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2
                exit 1
            fi
            for last; do :; done
            case "$1" in
                run) while [ "$1" != --name ]; do shift; done; : > "$2.container"; echo "$2" ;;
                logs) echo "$*" >> asked; while [ -e "$last.container" ] && ! away; do sleep 0.05; done; echo "$last" >> ended ;;
                rm | stop) rm -f "$last.container" ;;
                container)
                    [ -e "$last.container" ] || { echo "Error: No such container: $last" >&2; exit 1; }
                    case "$*" in
                        *--format*) echo 'true 0' ;;
                        *) echo '[{"NetworkSettings":{"Networks":{"net":{"IPAddress":"127.0.0.1"}}}}]' ;;
                    esac ;;
            esac
            """;
    private static final Key KEY = new Key(Key.Kind.REVISION, "demo", "here", "web", "web-v1");

    @TempDir
    Path engine;

    private final List<String> exited = new CopyOnWriteArrayList<>();
    private ServerSocket listening;
    private DockerWorkloads workloads;

    @BeforeEach
    void start() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Path docker = Files.writeString(engine.resolve("docker"), DOCKER.formatted(engine));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
        workloads = new DockerWorkloads(new DockerCli(new LocalCommands(), List.of(docker.toString())), "net", "state");
        workloads.observe(new Workloads.Observer() {
            @Override
            public void line(Key key, String stream, String text) {}

            @Override
            public void exited(Instance instance, int code) {
                exited.add(instance.id() + " " + code);
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        workloads.close();
        listening.close();
    }

    private Workload workload() {
        Probe probe =
                new Probe("", listening.getLocalPort(), Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(5));
        return new Workload(KEY, "app:1", List.of(), List.of(), Map.of(), Map.of(), probe, 0);
    }

    private Path container(Instance instance) {
        return engine.resolve(instance.id() + ".container");
    }

    private void away(boolean is) throws IOException {
        if (is) {
            Files.createFile(engine.resolve("away"));
        } else {
            Files.delete(engine.resolve("away"));
        }
    }

    private void awaitOutputToEnd() {
        Await.until("the end of the container's output", () -> Files.exists(engine.resolve("ended")));
    }

    private long followed() throws IOException {
        return Files.readAllLines(engine.resolve("asked")).size();
    }

    @Test
    void a_container_that_outlives_the_engines_absence_is_followed_again_and_not_taken_for_dead() throws Exception {
        Instance instance = workloads.start(workload());
        away(true);
        awaitOutputToEnd();
        away(false);
        Await.until("the container to be followed again", () -> followed() == 2);
        assertThat(Files.readString(engine.resolve("asked"))).contains("--since");
        assertThat(exited).isEmpty();
        Files.delete(container(instance));
        Await.until("its end to be told", () -> exited.equals(List.of(instance.id() + " -1")));
    }

    @Test
    void a_container_that_ended_with_the_engine_is_told_of_when_the_engine_is_back() throws Exception {
        Instance instance = workloads.start(workload());
        away(true);
        Files.delete(container(instance));
        awaitOutputToEnd();
        // Long enough to be told of it wrongly.
        Thread.sleep(300);
        assertThat(exited).isEmpty();
        away(false);
        Await.until("its end to be told", () -> exited.equals(List.of(instance.id() + " -1")));
        Instance next = workloads.start(workload());
        assertThat(Files.exists(container(next))).isTrue();
    }

    @Test
    void a_start_without_an_engine_fails_with_what_the_client_says() throws Exception {
        away(true);
        assertThatThrownBy(() -> workloads.start(workload())).isInstanceOfSatisfying(StartFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(StartFailure.Reason.INTERNAL);
            assertThat(failure.message()).contains("Cannot connect to the Docker daemon");
        });
        assertThatThrownBy(() -> workloads.resolve("registry.example/app:1"))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(StartFailure.Reason.INTERNAL));
    }

    @Test
    void what_could_not_be_removed_is_removed_when_the_engine_is_back() throws Exception {
        Instance instance = workloads.start(workload());
        away(true);
        workloads.stop(instance);
        assertThat(Files.exists(container(instance))).isTrue();
        away(false);
        workloads.start(workload());
        Await.until("the container to be removed", () -> !Files.exists(container(instance)));
    }
}
