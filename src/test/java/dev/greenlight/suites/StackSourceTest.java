package dev.greenlight.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.process.Client;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.project.Service;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSourceTest {
    private static final List<Service> SERVICES =
            List.of(new Service("api", Service.Kind.DJANGO, "api", 8000, "/", Optional.empty(), List.of()));

    @TempDir
    Path folder;

    private final FakeCommands docker = new FakeCommands();

    private Stack find(Optional<Path> given) {
        return new StackSource(new Client(docker, folder, Map.of()), folder).find(given, SERVICES);
    }

    private Path compose() throws IOException {
        return Files.writeString(folder.resolve("docker-compose.yml"), "services: {}\n");
    }

    @Test
    void the_projects_own_suites_come_first() throws IOException {
        compose();
        docker.prints("config --format json", "{\"services\":{\"t\":{\"profiles\":[\"test\"]}}}");
        assertThat(find(Optional.empty()).suites()).containsExactly("t");
        assertThat(docker.lines().getFirst()).contains("--file " + folder.resolve("docker-compose.yml"));
    }

    @Test
    void without_a_compose_file_or_without_suites_in_it_a_stack_is_made() throws IOException {
        assertThat(find(Optional.empty()).suites()).containsExactly("api-test");
        assertThat(docker.lines()).isEmpty();
        compose();
        docker.prints("config --format json", "{\"services\":{\"db\":{}}}");
        assertThat(find(Optional.empty()).suites()).containsExactly("api-test");
    }

    @Test
    void a_named_file_without_suites_is_refused() throws IOException {
        Path file = compose();
        docker.prints("config --format json", "{\"services\":{\"db\":{}}}");
        assertThatThrownBy(() -> find(Optional.of(file)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("profile 'test'");
    }

    @Test
    void a_file_that_compose_refuses_is_refused_in_its_words() throws IOException {
        compose();
        docker.exits("config", 15, "", "services.db.ports must be a list\n");
        assertThatThrownBy(() -> find(Optional.empty()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("ports must be a list");
    }

    @Test
    void a_client_without_compose_is_told_apart_from_a_bad_file() throws IOException {
        compose();
        docker.exits("config", 1, "", "docker: unknown command: docker compose\n\nRun 'docker --help'\n");
        assertThatThrownBy(() -> find(Optional.empty())).isInstanceOf(ExternalFailure.class);
        docker.missing("config");
        assertThatThrownBy(() -> find(Optional.empty())).isInstanceOf(ExternalFailure.class);
    }
}
