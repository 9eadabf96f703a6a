package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Google's official Python clients in a container on the job network, against the local cloud in this process and against the one in the
 * image. What they do is in {@code src/test/resources/localcloud/python/clients.py}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PythonClientsContainerIT {
    private static final String CLIENTS = "greenlight-python-clients:test";
    private static final String NETWORK = "localcloud-python-it";
    private static final String SERVER = "localcloud-python-it-server";
    private static final String BASE = "python:3.13-slim-trixie";
    private static final DockerCli DOCKER = new DockerCli(new LocalCommands(), List.of("docker"));
    private static final String PROGRAM = """
            import http.server, os, signal
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(os.environ['K_REVISION'].encode())
                def log_message(self, *args): pass
            signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
            http.server.ThreadingHTTPServer(('0.0.0.0', int(os.environ['PORT'])), Handler).serve_forever()
            """;

    @TempDir
    Path folder;

    /** The engine's cache makes every build but the first one quick. */
    @BeforeAll
    static void build(@TempDir Path context) throws IOException {
        for (String name : List.of("Dockerfile", "requirements.txt", "clients.py")) {
            try (InputStream in = PythonClientsContainerIT.class.getResourceAsStream("/localcloud/python/" + name)) {
                Files.copy(java.util.Objects.requireNonNull(in, name), context.resolve(name));
            }
        }
        List<String> line = List.of("build", "--tag", CLIENTS, context.toString());
        Ending ending = DOCKER.run(line, Map.of(), "", Duration.ofMinutes(8));
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        exited -> assertThat(exited.code()).as("%s", exited).isZero());
    }

    @AfterAll
    static void removeNetwork() {
        DOCKER.run("rm", "--force", SERVER);
        DOCKER.run("network", "rm", NETWORK);
    }

    @Test
    void they_release_split_tag_roll_back_read_secrets_and_page_through_lists() {
        Options options =
                Options.in(folder.resolve("state")).withNetwork(NETWORK).withPorts(0, 28_300);
        LocalCloud cloud = LocalCloud.start(options, line -> {});
        try {
            clients(cloud.apiUrl(), "clients", 10);
        } finally {
            cloud.stop();
        }
    }

    @Test
    void the_image_serves_them_with_nothing_but_the_engines_socket() throws Exception {
        Path state = folder.resolve("in-image");
        DOCKER.must(
                "run",
                "--detach",
                "--name",
                SERVER,
                "--network",
                "host",
                "--volume",
                "/var/run/docker.sock:/var/run/docker.sock",
                "--volume",
                state + ":" + state,
                "greenlight:local",
                "local-cloud",
                "--state",
                state.toString(),
                "--network",
                NETWORK,
                "--port",
                "8797",
                "--first-service-port",
                "28400");
        try {
            clients(address(), "clients.Release.test_created_tagged_split_promoted_and_rolled_back", 1);
        } finally {
            DOCKER.must("stop", "--time", "30", SERVER);
            DOCKER.must("rm", "--force", SERVER);
        }
        assertThat(DOCKER.must("ps", "--quiet", "--filter", "network=" + NETWORK))
                .as("containers that were left running")
                .isEmpty();
    }

    /** What the server says on its first line. */
    private static String address() {
        Pattern said = Pattern.compile("Local cloud at (http://[0-9.]+:8797)");
        String log = Await.value(
                "the local cloud in the image",
                Duration.ofSeconds(30),
                PythonClientsContainerIT::log,
                text -> said.matcher(text).find() && text.contains("Serving until"));
        Matcher matcher = said.matcher(log);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String log() {
        Ending ending = DOCKER.run("logs", SERVER);
        return ending instanceof Ending.Exited exited ? exited.output() + exited.errors() : ending.toString();
    }

    private static void clients(String url, String which, int tests) {
        List<String> line = List.of(
                "run",
                "--rm",
                "--network",
                NETWORK,
                "--env",
                "LOCAL_CLOUD=" + url,
                "--env",
                "IMAGE=" + BASE,
                "--env",
                "PROGRAM",
                "--entrypoint",
                "python3",
                CLIENTS,
                "-m",
                "unittest",
                "-v",
                which);
        Ending ending = DOCKER.run(line, Map.of("PROGRAM", PROGRAM), "", Duration.ofMinutes(4));
        assertThat(ending).isInstanceOfSatisfying(Ending.Exited.class, exited -> {
            assertThat(exited.code()).as("%s", exited.errors()).isZero();
            assertThat(exited.errors()).contains("Ran " + tests + " test");
        });
    }
}
