package dev.greenlight.project;

import static dev.greenlight.project.Projects.faults;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project's file may not say, with the place and the accepted form. */
class ProjectFaultsTest {
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
        assertThat(faults(Projects.ENVIRONMENT + "        " + line + "\n"))
                .singleElement()
                .asString()
                .contains(fault);
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
        assertThat(faults(Projects.ENVIRONMENT + "        public-url: " + address + "\n"))
                .singleElement()
                .asString()
                .contains(
                        "environments.production.services.backend.public-url",
                        "an http or https address without path",
                        "https://www.example.org");
    }

    @Test
    void a_variable_is_plain_or_secret_and_never_both() {
        assertThat(faults(Projects.ENVIRONMENT + """
                        env: { A: x }
                        secrets: { A: y }
                """))
                .singleElement()
                .asString()
                .contains("that is not also in secrets");
    }

    @Test
    void an_environment_deploys_only_services_that_there_are_and_under_names_of_their_own() {
        assertThat(faults(Projects.ENVIRONMENT + """
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
        assertThat(faults(Projects.ENVIRONMENT.replace(good, bad)))
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
        assertThat(faults(Projects.SERVICES + "release: { " + line + " }\n"))
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
        assertThat(faults(Projects.SERVICES.replace(good, bad)))
                .singleElement()
                .asString()
                .contains(fault);
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
}
