package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectParserTest {
    private static final String SERVICES = """
            version: 1
            services:
              backend: { kind: django, path: backend, port: 8000, health: /api/health }
            """;
    private static final String ENVIRONMENT = SERVICES + """
            environments:
              production:
                project: dreamcatchr
                regions: [europe-west1]
                registry: europe-west1-docker.pkg.dev/dreamcatchr/images
                services:
                  backend:
                    name: dreamcatchr-backend
            """;

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
        Project project = ProjectParser.parse(SERVICES, "greenlight.yml");
        assertThat(project.environments()).isEmpty();
        assertThat(project.release()).isEqualTo(ReleasePolicy.DEFAULT);
    }

    @Test
    void an_environment_overrides_the_projects_release_key_by_key() {
        String own = "    release: { gate: { successes: 9 } }\n";
        String projects = "release: { steps: [50, 100], gate: { successes: 3, minimum-requests: 7 } }\n";
        Project overriding = ProjectParser.parse(ENVIRONMENT + own + projects, "greenlight.yml");
        ReleasePolicy policy = overriding.policy(overriding.environment("production"));
        assertThat(policy.steps()).containsExactly(50, 100);
        assertThat(policy.gate().successes()).isEqualTo(9);
        assertThat(policy.gate().minimumRequests()).isEqualTo(7);

        Project plain = ProjectParser.parse(ENVIRONMENT + projects, "greenlight.yml");
        assertThat(plain.policy(plain.environment("production"))).isEqualTo(plain.release());
    }

    @Test
    void synthetic_load_is_judged_too_and_takes_the_place_of_a_step() {
        String steps = "release: { steps: [1, 2, 3, 4, 5, 6, 7, 100], gate: { synthetic: { path: /api/items } } }\n";

        assertThat(faults(ENVIRONMENT + steps))
                .singleElement()
                .asString()
                .contains("at most 7 steps, as synthetic load");
    }

    @Test
    void a_bake_is_a_time_or_none_and_an_environment_may_do_without() {
        String own = "    release: { bake: none }\n";
        String projects = "release: { bake: 15m }\n";
        Project project = ProjectParser.parse(ENVIRONMENT + own + projects, "greenlight.yml");

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

        ReleasePolicy.Gate gate = ProjectParser.parse(ENVIRONMENT + release, "greenlight.yml")
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
                ENVIRONMENT + "        env: { DEBUG: false, WORKERS: 010, RATE: 1.10, PRICE: \"5 $$\" }\n",
                "greenlight.yml");
        assertThat(in(project.environment("production").services(), "backend").env())
                .containsEntry("DEBUG", "false")
                .containsEntry("WORKERS", "010")
                .containsEntry("RATE", "1.10")
                .containsEntry("PRICE", "5 $$");
    }

    @Test
    void every_fault_is_told_at_once_in_the_order_of_the_lines() {
        List<String> faults = faults("""
                version: 2
                services:
                  backend:
                    kind: flask
                    path: ../elsewhere
                    prot: 8000
                    health: api/health
                  Front: {}
                release:
                  steps: [50, 10, 100]
                  gate: { observe: 60 }
                """);
        assertThat(faults)
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("greenlight.yml:1 version: '2'"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:3 services.backend.port: ''"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:4 services.backend.kind: 'flask'"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:5 services.backend.path: '../elsewhere'"),
                        fault -> assertThat(fault)
                                .startsWith("greenlight.yml:6 services.backend.prot: 'prot'")
                                .contains("did you mean port?"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:7 services.backend.health: 'api/health'"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:8 services.Front: 'Front'"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:10 release.steps: '[50, 10, 100]'"),
                        fault -> assertThat(fault).startsWith("greenlight.yml:11 release.gate.observe: '60'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            env: { PORT: "1" }                                  | greenlight.yml:12 environments.production.services.backend.env.PORT
            env: { K_REVISION: x }                              | that Cloud Run does not set itself
            env: { A: "${services.frontend.url}" }              | '${services.frontend.url}' is not accepted
            env: { A: "${services.backend.name}" }              | '${services.backend.name}' is not accepted
            env: { A: "${HOME}" }                               | '${HOME}' is not accepted
            env: { A: "${service.other-url" }                   | a reference that ends with }
            env: { A: [1] }                                     | 'a list of 1' is not accepted
            env: { A: }                                         | 'nothing' is not accepted
            env: { 1A: x }                                      | '1A' is not accepted
            secrets: { A: "name@0" }                            | 'name@0' is not accepted
            secrets: { A: "projects/x/secrets/y" }              | 'projects/x/secrets/y' is not accepted
            { }                                                 | expected YAML
            envs: { A: x }                                      | did you mean env?
            """)
    void what_a_deployed_service_gets_is_checked(String line, String fault) {
        assertThat(faults(ENVIRONMENT + "        " + line + "\n"))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @Test
    void a_variable_is_plain_or_secret_and_never_both() {
        assertThat(faults(ENVIRONMENT + """
                        env: { A: x }
                        secrets: { A: y }
                """)).singleElement().asString().contains("that is not also in secrets");
    }

    @Test
    void an_environment_deploys_only_services_that_there_are_and_under_names_of_their_own() {
        assertThat(faults(ENVIRONMENT + """
                      fronted:
                        name: dreamcatchr-backend
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("greenlight.yml:12 environments.production.services.fronted: 'fronted'"),
                        fault -> assertThat(fault).contains("a name that backend does not have"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            project: dreamcatchr   | project: X           | environments.production.project: 'X'
            [europe-west1]         | []                   | environments.production.regions: 'a list of 0'
            [europe-west1]         | [mars]               | environments.production.regions[0]: 'mars'
            [europe-west1]         | [us-east1, us-east1] | each region once
            europe-west1-docker    | https://x            | environments.production.registry
            name: dreamcatchr-back | name: Back_          | a Cloud Run service's name
            """)
    void an_environment_is_checked(String good, String bad, String fault) {
        assertThat(faults(ENVIRONMENT.replace(good, bad)))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            steps: [10, 50]                                   | percentages that rise and end with 100
            steps: [10, 10, 100]                              | percentages that rise and end with 100
            steps: [0, 100]                                   | release.steps[0]: '0'
            steps: 100                                        | a list of at least one item
            steps: [a]                                        | release.steps[0]: 'a'
            gate: { observe: 20m }                            | at least observe, which is 1200s
            gate: { observe: 10s, observe-limit: 5s }         | at least observe, which is 10s
            gate: { maximum-error-rate: 1.5 }                 | a number from 0 to 1
            gate: { maximum-error-rate: .inf }                | a number from 0 to 1
            gate: { successes: 0 }                            | a whole number from 1 to 1000
            gate: { successes: 1.5 }                          | a whole number from 1 to 1000
            gate: { successes: "5" }                          | a whole number from 1 to 1000
            gate: { minimum-requests: 1_000 }                 | a whole number from 1 to 1000000
            gate: { health-limit: 0s }                        | a number with its unit
            gate: { maximum-p95: 800 }                        | a number with its unit
            gate: { maximum-p99: 0s }                         | a number with its unit
            gate: { tolerated-slowdown: -1 }                  | a number from 0 to 100
            gate: { tolerated-slowdown: 101 }                 | a number from 0 to 100
            gate: { undecided: wait }                         | abort or proceed
            gate: { synthetic: { per-second: 5 } }            | a value: a path that starts with /
            gate: { synthetic: { path: x } }                  | a path that starts with /
            gate: { synthetic: { path: /x, per-second: 51 } } | a whole number from 1 to 50
            gate: { synthetic: { path: /x, time: 6m } }       | at most 5m
            gate: { synthetic: { path: /x, rate: 1 } }        | a known key
            steps: [1, 2, 3, 4, 5, 6, 7, 8, 100]              | at most 8 steps
            gate: [1]                                         | a mapping of keys to values
            """)
    void a_release_is_checked(String line, String fault) {
        assertThat(faults(SERVICES + "release: { " + line + " }\n"))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path: backend | path: /etc          | services.backend.path
            path: backend | path: a/../../b     | services.backend.path
            path: backend | path: 'a\\b'        | services.backend.path
            path: backend | path: ''            | services.backend.path
            port: 8000    | port: 0             | a whole number from 1 to 65535
            port: 8000    | port: 65536         | a whole number from 1 to 65535
            port: 8000    | port: '8000'        | a whole number from 1 to 65535
            port: 8000    | port: 0x10          | a whole number from 1 to 65535
            port: 8000    | port: 1:30          | a whole number from 1 to 65535
            kind: django  | kind: [django]      | 'a list of 1'
            version: 1    | version: '1'        | the number 1
            version: 1    | # none              | the version of this file's form
            backend:      | backend.x:          | services.backend.x
            """)
    void a_service_is_checked(String good, String bad, String fault) {
        assertThat(faults(SERVICES.replace(good, bad)))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @Test
    void a_key_twice_is_refused_with_both_lines() {
        assertThat(faults(SERVICES + "version: 1\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:4 version")
                .contains("already in line 1");
    }

    @Test
    void malformed_yaml_is_refused_with_its_line() {
        assertThat(faults("version: 1\nservices:\n  backend: {kind: django\n  x: [\n"))
                .singleElement()
                .asString()
                .matches("(?s)greenlight.yml:[45]:.*expected YAML.*");
        assertThat(faults("version: 1\n\tservices: x\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:2:");
        assertThat(faults("version: 1\nservices: a\u0007b\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:2: 'U+0007'");
        assertThat(faults("version: 1\n---\nversion: 1\n"))
                .singleElement()
                .asString()
                .contains("document");
    }

    @Test
    void an_empty_file_a_list_and_a_bare_word_are_refused() {
        assertThat(faults("")).singleElement().asString().contains("the file is empty");
        assertThat(faults("# only a comment\n")).singleElement().asString().contains("the file is empty");
        assertThat(faults("- version")).anyMatch(fault -> fault.contains("a mapping of keys to values"));
        assertThat(faults("version")).anyMatch(fault -> fault.contains("a mapping of keys to values"));
        assertThat(faults("version: 1\n")).singleElement().asString().contains("at least one service");
        assertThat(faults("version: 1\nservices:\n")).anyMatch(fault -> fault.contains("at least one service"));
    }

    @Test
    void an_alias_is_refused_before_it_can_grow() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(faults(bomb.toString())).hasSize(58).allMatch(fault -> fault.contains("not an alias"));
        assertThat(faults("&a [*a]")).singleElement().asString().contains("'*a'");
    }

    @Test
    void an_abyss_of_brackets_is_refused() {
        assertThat(faults("version: " + "[".repeat(1_000_000)))
                .singleElement()
                .asString()
                .contains("at most 20 levels");
    }

    @Test
    void a_tag_that_would_make_an_object_makes_nothing() {
        assertThat(faults(SERVICES.replace("kind: django", "kind: !!java.net.URL [\"http://x\"]")))
                .singleElement()
                .asString()
                .contains("Global tag is not allowed");
    }

    @Test
    void a_huge_text_is_refused_unread() {
        String whole = "version: 1\nservices: { web: { kind: react, path: web, port: 80, health: /h } }\n#";
        assertThat(ProjectParser.read(whole + "x".repeat(1024 * 1024 - whole.length()), "greenlight.yml")
                        .project()
                        .services())
                .containsOnlyKeys("web");
        assertThat(faults("x".repeat(1024 * 1024 + 1)))
                .singleElement()
                .asString()
                .contains("at most 1 MiB");
    }

    @Test
    void an_unknown_environment_is_refused_with_the_known_ones() {
        Project project = ProjectParser.parse(ENVIRONMENT, "greenlight.yml");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> project.environment("prod")))
                .hasMessageContaining("one of production");
    }

    private static List<String> faults(String text) {
        InvalidInput refused =
                catchThrowableOfType(InvalidInput.class, () -> ProjectParser.parse(text, "greenlight.yml"));
        assertThat(refused).as("the file is refused").isNotNull();
        return refused.faults().stream().map(InvalidInput.Fault::toString).toList();
    }

    private static <T> T in(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }
}
