package dev.greenlight.project;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectParserTest extends ProjectTexts {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.org",
                "http://localhost:8080",
                "https://10.0.0.7:65535",
                "https://a-b.example.org:443"
            })
    void the_address_that_people_use_is_read(String address) {
        Project project = ProjectParser.parse(ENVIRONMENT + "        public-url: " + address + "\n", "greenlight.yml");

        assertThat(in(in(project.environments(), "production").services(), "backend")
                        .publicUrl())
                .contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.org",
                "ftp://www.example.org",
                "https://",
                "https://www.example.org/",
                "https://www.example.org/shop",
                "https://www.example.org?x=1",
                "https://anna@www.example.org",
                "https://www..example.org",
                "https://-www.example.org",
                "https://www.example.org:0",
                "https://www.example.org:65536",
                "https://www.example.org:port",
                "'https://www example.org'",
                "true",
                "[https://www.example.org]"
            })
    void another_address_that_people_use_is_refused_with_the_form(String address) {
        assertThat(faults(ENVIRONMENT + "        public-url: " + address + "\n"))
                .singleElement()
                .asString()
                .contains(
                        "environments.production.services.backend.public-url",
                        "an http or https address without path",
                        "https://www.example.org");
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
    void an_unknown_environment_is_refused_with_the_known_ones() {
        Project project = ProjectParser.parse(ENVIRONMENT, "greenlight.yml");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> project.environment("prod")))
                .hasMessageContaining("one of production");
    }
}
