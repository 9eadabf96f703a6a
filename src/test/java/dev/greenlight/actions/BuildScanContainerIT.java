package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real builds on a real engine, and a real registry. */
class BuildScanContainerIT {
    @TempDir
    Path folder;

    private ActionContainer action;

    @BeforeEach
    void a_project_with_an_image() throws IOException {
        action = ActionContainer.in(folder)
                .write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /api/health }
                        """)
                .write("backend/Dockerfile", """
                        FROM python:3.13-slim-trixie
                        ARG RELEASE_VERSION
                        ENV RELEASE_VERSION=${RELEASE_VERSION}
                        COPY . /app
                        EXPOSE 8000
                        USER 10001
                        """)
                .write("backend/manage.py", "print('x')\n");
    }

    @Test
    void a_good_image_is_inspected_in_the_action_and_not_pushed_when_that_is_not_wanted() throws IOException {
        ActionContainer.Step step = action.run("build-scan", "INPUT_PUSH=false", "INPUT_VERSION=v1");
        assertThat(step.code()).as(step.log()).isZero();
        assertThat(step.outputs()).containsEntry("pushed", "false").containsEntry("images", "{}");
        assertThat(step.log()).contains("No vulnerability scanner ran");
    }

    @Test
    void root_and_files_that_have_no_place_in_an_image_are_errors_even_when_a_later_layer_removes_them()
            throws IOException {
        action.write("backend/Dockerfile", """
                        FROM python:3.13-slim-trixie
                        COPY . /app
                        RUN rm /app/.env
                        EXPOSE 8000
                        """)
                .write("backend/.env", "DATABASE_PASSWORD=x\n")
                .write("backend/deploy.json", "{\"type\": \"service_account\", \"private_key\": \"x\"}");
        ActionContainer.Step step = action.run("build-scan", "INPUT_PUSH=false", "INPUT_VERSION=v1");
        assertThat(step.code()).isEqualTo(1);
        assertThat(step.log()).contains("runs-as-root", "dot-env", "service-account-key");
    }

    @Test
    void nothing_is_pushed_without_green_reports() throws IOException {
        ActionContainer.Step step = action.run("build-scan", "INPUT_REGISTRY=localhost:5/p", "INPUT_VERSION=v1");
        assertThat(step.code()).isEqualTo(1);
        assertThat(step.log()).contains("quality is required before a push, but it has left no report");
    }

    @Test
    void a_base_image_that_cannot_be_had_is_no_verdict() throws IOException {
        action.write("backend/Dockerfile", "FROM localhost:5/nothing:here\n");
        ActionContainer.Step step = action.run("build-scan", "INPUT_PUSH=false", "INPUT_VERSION=v1");
        assertThat(step.code()).as(step.log()).isEqualTo(3);
        assertThat(step.log()).contains("is not on this engine and could not be pulled");
    }

    @Test
    void what_is_pushed_is_what_was_inspected_by_the_registrys_own_answer() throws Exception {
        try (TestingRegistry registry = TestingRegistry.start(folder)) {
            Report report = new BuildScanDoor()
                    .open(
                            new Inputs(Map.of(
                                    "config", "greenlight.yml",
                                    "registry", registry.host() + "/dreamcatchr/images",
                                    "version", "v1",
                                    "push", "true",
                                    "require", "none")),
                            new Surroundings(
                                    action.workspace(),
                                    action.workspace(),
                                    Map.of("PATH", System.getenv("PATH"), "GITHUB_SHA", ActionContainer.COMMIT),
                                    new LocalCommands(),
                                    new FakeProgress(),
                                    Clock.systemUTC()));
            assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
            JsonNode images = new JsonMapper().readTree(report.outputs().get("images"));
            assertThat(images.path("backend").asText())
                    .matches(registry.host() + "/dreamcatchr/images/backend@sha256:[0-9a-f]{64}");
            assertThat(report.outputs()).containsEntry("pushed", "true");
        }
    }

    /** Debian's registry on this machine's loopback. */
    private record TestingRegistry(Process process, String host) implements AutoCloseable {
        static TestingRegistry start(Path folder) throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path config =
                    Files.writeString(folder.resolve("registry.yml"), """
                    version: 0.1
                    log: { level: error }
                    storage: { filesystem: { rootdirectory: %s } }
                    http: { addr: "127.0.0.1:%d" }
                    """.formatted(folder.resolve("registry"), port));
            Process process = new ProcessBuilder(List.of("docker-registry", "serve", config.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile())
                    .start();
            try {
                Await.until("the registry", Duration.ofSeconds(30), () -> answers(port));
            } catch (AssertionError e) {
                process.destroy();
                throw e;
            }
            return new TestingRegistry(process, "localhost:" + port);
        }

        private static boolean answers(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            process.destroy();
            List<String> image = List.of("docker", "image", "rm", host + "/dreamcatchr/images/backend:v1");
            new LocalCommands().run(ActionContainer.onHost(image));
        }
    }
}
