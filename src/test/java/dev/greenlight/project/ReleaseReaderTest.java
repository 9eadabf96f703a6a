package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What greenlight.yml says of releases. */
class ReleaseReaderTest extends ProjectTexts {
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
}
