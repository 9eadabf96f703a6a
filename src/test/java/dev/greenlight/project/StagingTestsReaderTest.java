package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.report.InvalidInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagingTestsReaderTest {
    private static final String PROJECT = """
            version: 1
            services:
              backend: { kind: django, path: backend, port: 8000, health: /api/health }
            environments:
              production:
                project: dreamcatchr
                regions: [europe-west1]
                registry: localhost:5000/dreamcatchr/images
                services: { backend: { name: backend } }
            """;

    @Test
    void all_of_it_is_read() {
        assertThat(tests("{ command: [npm, test, '-- -x'], image: node:22, within: 1h, tenant: acme-test }"))
                .contains(new StagingTests(
                        List.of("npm", "test", "-- -x"),
                        Optional.of("node:22"),
                        Duration.ofHours(1),
                        Optional.of("acme-test")));
        assertThat(tests("{ command: [x], effects: none }"))
                .contains(new StagingTests(List.of("x"), Optional.empty(), Duration.ofMinutes(10), Optional.empty()));
        assertThat(ProjectParser.parse(PROJECT, "g").release().stagingTests()).isEmpty();
    }

    @Test
    void an_environment_has_the_projects_unless_it_has_its_own() {
        String projects = "release: { staging-tests: { command: [x], effects: none } }\n";
        String own = "    release: { staging-tests: { command: [y], tenant: t } }\n";

        Project one = ProjectParser.parse(PROJECT + "    release: { steps: [100] }\n" + projects, "g");
        Project other = ProjectParser.parse(PROJECT + own + projects, "g");

        assertThat(one.policy(one.environment("production"))
                        .stagingTests()
                        .orElseThrow()
                        .command())
                .containsExactly("x");
        assertThat(other.policy(other.environment("production"))
                        .stagingTests()
                        .orElseThrow()
                        .command())
                .containsExactly("y");
        assertThat(other.release().stagingTests().orElseThrow().tenant()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { effects: none }                                    | staging-tests.command: '' is not accepted; expected a list of words
            { command: x, effects: none }                        | a list of at least one item: a word of a command
            { command: [], effects: none }                       | 'a list of 0' is not accepted
            { command: [sleep, 5], effects: none }               | staging-tests.command[1]: '5' is not accepted
            { command: [x] }                                     | staging-tests.effects: '' is not accepted; expected exactly one of effects: none
            { command: [x], effects: none, tenant: t }           | staging-tests.tenant: 'effects and tenant' is not accepted; expected exactly one
            { command: [x], effects: some }                      | 'some' is not accepted; expected none, for tests that only read
            { command: [x], tenant: 'a b' }                      | 'a b' is not accepted; expected the name of a tenant
            { command: [x], tenant: t, image: --privileged }     | '--privileged' is not accepted; expected an image's name
            { command: [x], tenant: t, within: 61m }             | '61m' is not accepted; expected at most 1h
            { command: [x], tenant: t, within: 10 }              | a number with its unit
            { command: [x], tenant: t, time: 10m }               | a known key (command, image, within, effects, tenant)
            { comand: [x], tenant: t, command: [y] }             | did you mean command?
            [x]                                                  | a mapping of keys to values
            """)
    void what_cannot_be_meant_is_refused_with_its_line(String text, String fault) {
        assertThat(faults(text))
                .anySatisfy(said -> assertThat(said)
                        .startsWith("greenlight.yml:10 release.staging-tests")
                        .contains(fault));
        assertThat(faults(text)).hasSizeLessThanOrEqualTo(text.startsWith("[") ? 3 : 1);
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faults("{ command: [1], image: '', within: 2h, effects: all, tenant: '' }"))
                .hasSize(6);
    }

    private static Optional<StagingTests> tests(String text) {
        return ProjectParser.parse(PROJECT + "release: { staging-tests: " + text + " }\n", "greenlight.yml")
                .release()
                .stagingTests();
    }

    private static List<String> faults(String text) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> tests(text));
        assertThat(refused).isNotNull();
        return refused.faults().stream().map(InvalidInput.Fault::toString).toList();
    }
}
