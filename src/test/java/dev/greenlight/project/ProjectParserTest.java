package dev.greenlight.project;

import static dev.greenlight.project.Projects.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectParserTest {
    @Test
    void the_samples_file_is_read_whole() throws IOException {
        Project project =
                ProjectParser.parse(Files.readString(Path.of("examples/dreamcatchr/greenlight.yml")), "greenlight.yml");

        assertThat(project.services().keySet()).containsExactly("backend", "frontend");
        assertThat(in(project.services(), "backend"))
                .isEqualTo(new Service(
                        "backend",
                        Service.Kind.DJANGO,
                        "backend",
                        8000,
                        "/api/health",
                        Optional.of("/api/version"),
                        List.of("python", "manage.py", "migrate", "--noinput"),
                        new HealthAnswer(
                                200,
                                Map.of(
                                        "/status", new JsonScalar(JsonScalar.Kind.TEXT, "ok"),
                                        "/database", new JsonScalar(JsonScalar.Kind.TEXT, "ok")),
                                Map.of(),
                                Optional.empty())));
        assertThat(in(project.services(), "frontend").kind()).isEqualTo(Service.Kind.REACT);
        Environment production = project.environment("production");
        assertThat(production.regions()).containsExactly("europe-west1");
        assertThat(in(production.services(), "frontend").env())
                .containsEntry("BACKEND_URL", "${services.backend.url}")
                .containsEntry("ASSET_FALLBACK_URL", "${service.other-url}");
        assertThat(in(production.services(), "backend").secrets())
                .containsEntry("DATABASE_URL", new SecretReference("dreamcatchr-database-url", "latest"));
        StagingTests tests = new StagingTests(
                List.of("python3", "scripts/staging-tests.py"),
                Optional.empty(),
                Duration.ofMinutes(2),
                Optional.empty());
        assertThat(project.policy(production)).isEqualTo(ReleasePolicy.DEFAULT.testedBy(tests));
        assertThat(project.policy(project.environment("local")))
                .isEqualTo(new ReleasePolicy(
                                List.of(20, 50, 100),
                                new ReleasePolicy.Gate(
                                        5,
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(8),
                                        Duration.ofSeconds(40),
                                        40,
                                        0.01))
                        .baking(Duration.ofSeconds(10))
                        .testedBy(tests));
    }

    @Test
    void a_project_without_environments_and_release_has_the_defaults() {
        Project project = ProjectParser.parse(Projects.SERVICES, "greenlight.yml");
        assertThat(project.environments()).isEmpty();
        assertThat(project.release()).isEqualTo(ReleasePolicy.DEFAULT);
    }

    @Test
    void an_environment_overrides_the_projects_release_key_by_key() {
        String own = "    release: { gate: { successes: 9 } }\n";
        String projects = "release: { steps: [50, 100], gate: { successes: 3, minimum-requests: 7 } }\n";
        Project overriding = ProjectParser.parse(Projects.ENVIRONMENT + own + projects, "greenlight.yml");
        ReleasePolicy policy = overriding.policy(overriding.environment("production"));
        assertThat(policy.steps()).containsExactly(50, 100);
        assertThat(policy.gate().successes()).isEqualTo(9);
        assertThat(policy.gate().minimumRequests()).isEqualTo(7);

        Project plain = ProjectParser.parse(Projects.ENVIRONMENT + projects, "greenlight.yml");
        assertThat(plain.policy(plain.environment("production"))).isEqualTo(plain.release());
    }

    @Test
    void synthetic_load_is_judged_too_and_takes_the_place_of_a_step() {
        String steps = "release: { steps: [1, 2, 3, 4, 5, 6, 7, 100], gate: { synthetic: { path: /api/items } } }\n";

        assertThat(faults(Projects.ENVIRONMENT + steps))
                .singleElement()
                .asString()
                .contains("at most 7 steps, as synthetic load");
    }

    @Test
    void a_bake_is_a_time_or_none_and_an_environment_may_do_without() {
        String own = "    release: { bake: none }\n";
        String projects = "release: { bake: 15m }\n";
        Project project = ProjectParser.parse(Projects.ENVIRONMENT + own + projects, "greenlight.yml");

        assertThat(project.release().bake()).isEqualTo(Duration.ofMinutes(15));
        assertThat(project.release().bakes()).isTrue();
        assertThat(project.policy(project.environment("production")).bakes()).isFalse();
        assertThat(ReleasePolicy.DEFAULT.bakes()).isFalse();
    }

    @Test
    void the_judges_keys_are_read() {
        String release =
                "release: { gate: { maximum-p95: 800ms, maximum-p99: 2s, tolerated-slowdown: 0.5, undecided: proceed,"
                        + " synthetic: { path: /api/items, per-second: 5, time: 1m } } }\n";

        ReleasePolicy.Gate gate = ProjectParser.parse(Projects.ENVIRONMENT + release, "greenlight.yml")
                .release()
                .gate();

        assertThat(gate.limits())
                .isEqualTo(new ReleasePolicy.Limits(
                        0.01, Optional.of(Duration.ofMillis(800)), Optional.of(Duration.ofSeconds(2)), 0.5));
        assertThat(gate.undecided()).isEqualTo(ReleasePolicy.Undecided.PROCEED);
        assertThat(gate.synthetic()).contains(new ReleasePolicy.Synthetic("/api/items", 5, Duration.ofMinutes(1)));
    }

    @Test
    void a_variable_has_the_very_text_that_was_written() {
        Project project = ProjectParser.parse(
                Projects.ENVIRONMENT + "        env: { DEBUG: false, WORKERS: 010, RATE: 1.10, PRICE: \"5 $$\" }\n",
                "greenlight.yml");
        assertThat(in(project.environment("production").services(), "backend").env())
                .containsEntry("DEBUG", "false")
                .containsEntry("WORKERS", "010")
                .containsEntry("RATE", "1.10")
                .containsEntry("PRICE", "5 $$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.org",
                "http://localhost:8080",
                "https://10.0.0.7:65535",
                "https://a-b.example.org:443"
            })
    void the_address_that_people_use_is_read(String address) {
        Project project =
                ProjectParser.parse(Projects.ENVIRONMENT + "        public-url: " + address + "\n", "greenlight.yml");

        assertThat(in(in(project.environments(), "production").services(), "backend")
                        .publicUrl())
                .contains(URI.create(address));
    }

    @Test
    void an_unknown_environment_is_refused_with_the_known_ones() {
        Project project = ProjectParser.parse(Projects.ENVIRONMENT, "greenlight.yml");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> project.environment("prod")))
                .hasMessageContaining("one of production");
    }

    private static <T> T in(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }
}
