package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OptionsTest {
    private static final Options USUAL = Options.in(Path.of("/tmp/cloud"));

    @Test
    void the_engine_is_the_one_that_the_shell_names() {
        assertThat(USUAL.reachingDockerBy(Map.of()).docker()).containsExactly("docker");
        assertThat(USUAL.reachingDockerBy(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2376", "DOCKER_CONTEXT", "ignored"))
                        .docker())
                .containsExactly("docker", "--host", "tcp://127.0.0.1:2376");
        assertThat(USUAL.reachingDockerBy(Map.of("DOCKER_CONTEXT", "colima")).docker())
                .containsExactly("docker", "--context", "colima");
        assertThat(USUAL.reachingDockerBy(Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/keys"))
                        .docker())
                .containsExactly(
                        "docker",
                        "--tlsverify",
                        "--tlscacert=/keys/ca.pem",
                        "--tlscert=/keys/cert.pem",
                        "--tlskey=/keys/key.pem");
    }

    @Test
    void its_logins_are_those_of_whoever_calls(@TempDir Path home) throws IOException {
        Map<String, String> shell = Map.of("HOME", home.toString());
        assertThat(USUAL.reachingDockerBy(shell).docker()).containsExactly("docker");
        Path folder = Files.createDirectory(home.resolve(".docker"));
        assertThat(USUAL.reachingDockerBy(shell).docker()).containsExactly("docker", "--config", folder.toString());
        assertThat(USUAL.reachingDockerBy(Map.of("HOME", home.toString(), "DOCKER_CONFIG", "/nowhere"))
                        .docker())
                .containsExactly("docker");
    }

    @Test
    void without_an_engine_nothing_leads_to_one() {
        assertThat(USUAL.withoutDocker()
                        .reachingDockerBy(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2376"))
                        .docker())
                .isEmpty();
    }
}
