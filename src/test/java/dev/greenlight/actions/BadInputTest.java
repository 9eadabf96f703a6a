package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.greenlight.runner.ReadingRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real program on inputs that make no sense: the exit code is 2, and the error names the input, its value, what is accepted and an
 * example. Nothing is started and no outcome is given.
 */
class BadInputTest {
    private static final String GOOD = """
            version: 1
            services:
              web: { kind: react, path: web, port: 8080, health: /health }
            """;

    @TempDir
    Path workspace;

    @TempDir
    Path outside;

    private final Map<String, String> environment = new HashMap<>();
    private final ReadingRunner runner = new ReadingRunner();

    @BeforeEach
    void a_step_in_a_good_repository() throws IOException {
        Files.createDirectory(workspace.resolve("web"));
        Files.writeString(workspace.resolve("greenlight.yml"), GOOD);
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_WORKSPACE", workspace.toString());
        environment.put("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");
        for (String file : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
            environment.put(file, Files.createFile(outside.resolve(file)).toString());
        }
    }

    private int run(String action) {
        return Program.of(environment, workspace, runner.out, false).run(List.of(action));
    }

    private void assertRefused(String action, String expected) throws IOException {
        assertThat(run(action)).as(runner.raw()).isEqualTo(2);
        assertThat(runner.read().annotations)
                .anySatisfy(annotation -> assertThat(annotation)
                        .contains(expected)
                        .contains("is not accepted; expected ")
                        .contains("for example: "));
        assertThat(Files.readString(outside.resolve("GITHUB_OUTPUT"))).doesNotContain("outcome", "pushed");
        assertThat(Files.readString(outside.resolve("GITHUB_STEP_SUMMARY"))).contains("the input is refused");
    }

    @Test
    void the_good_repository_is_accepted() {
        environment.put("INPUT_CHECKS", "none");
        assertThat(run("quality")).as(runner.raw()).isZero();
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                arguments("quality", "FAIL-ON", "fatal", "fail-on: 'fatal'"),
                arguments("quality", "TIME-LIMIT", "ten minutes", "time-limit: 'ten minutes'"),
                arguments("quality", "TIME-LIMIT", "-5m", "time-limit: '-5m'"),
                arguments("quality", "TOOL-TIME-LIMIT", "five", "tool-time-limit: 'five'"),
                arguments("quality", "TOOL-TIME-LIMIT", "0s", "tool-time-limit: '0s'"),
                arguments("quality", "CHECKS", "pylint", "checks: 'pylint'"),
                arguments("quality", "ARTIFACT", "a/b", "artifact: 'a/b'"),
                arguments("quality", "ARTIFACT", "reports", "ACTIONS_RUNTIME_TOKEN are not both set"),
                arguments("test", "ARTIFACT", "a:b", "artifact: 'a:b'"),
                arguments("build-scan", "REPORTS-FROM", "a*", "reports-from: 'a*'"),
                arguments("test", "TIME-LIMIT", "0s", "time-limit: '0s'"),
                arguments("test", "COMPOSE-FILE", "../compose.yml", "compose-file: '../compose.yml'"),
                arguments("build-scan", "PUSH", "yes", "push: 'yes'"),
                arguments("build-scan", "REGISTRY", "https://x/y", "registry: 'https://x/y'"),
                arguments("build-scan", "REGISTRY-ENDPOINT", "localhost", "registry-endpoint: 'localhost'"),
                arguments("deploy-bluegreen", "MODE", "destroy", "mode: 'destroy'"),
                arguments("deploy-bluegreen", "MODE", "apply", "environment: ''"),
                arguments("deploy-bluegreen", "MODE", "apply", "images: ''"),
                arguments("deploy-bluegreen", "IMAGES", "latest", "images: 'latest'"),
                arguments("deploy-bluegreen", "ENVIRONMENT", "moon", "environment: 'moon'"),
                arguments("deploy-bluegreen", "API-ENDPOINT", "ftp://cloud", "api-endpoint: 'ftp://cloud'"),
                arguments("deploy-bluegreen", "PLAN-HASH", "12ab", "plan-hash: '12ab'"),
                arguments("deploy-bluegreen", "PLAN-FILE", "none.json", "plan-file: 'none.json'"),
                arguments("deploy-bluegreen", "FORCE", "sure", "force: 'sure'"),
                arguments("deploy-bluegreen", "VERSION", "a b", "version: 'a b'"),
                arguments("deploy-bluegreen", "CREDENTIALS", "{\"type\":", "credentials: '***'"),
                arguments("deploy-bluegreen", "REGISTRY-ENDPOINT", "there", "registry-endpoint: 'there'"),
                arguments("rollback", "WHEN", "never", "when: 'never'"),
                arguments("rollback", "CREDENTIALS", "key.json", "credentials: '***'"),
                arguments("rollback", "REGISTRY-ENDPOINT", "there", "registry-endpoint: 'there'"),
                arguments("rollback", "API-ENDPOINT", "there", "api-endpoint: 'there'"),
                arguments("rollback", "DRY-RUN", "1", "dry-run: '1'"),
                arguments("rollback", "TO", "../v1", "to: '../v1'"),
                arguments("rollback", "TO", "v1", "environment: ''"));
    }

    @ParameterizedTest(name = "{0} with {1} {2}")
    @MethodSource("inputs")
    void a_missing_unknown_or_wrongly_typed_input_is_refused(String action, String input, String value, String expected)
            throws IOException {
        environment.put("INPUT_" + input, value);
        assertRefused(action, expected);
    }

    @Test
    void a_job_has_nothing_to_repair() {
        assertThat(Program.of(environment, outside, runner.out, false).run(List.of("quality", "--fix")))
                .isEqualTo(2);
        assertThat(runner.read().annotations).anyMatch(line -> line.contains("fix: 'true' is not accepted"));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("empty", bytes(""), "greenlight.yml"),
                arguments("no YAML", bytes("version: [1"), "greenlight.yml:1"),
                arguments("tabs", bytes("version: 1\nservices:\n\tweb: {}\n"), "greenlight.yml:3"),
                arguments("a list", bytes("- 1\n"), "greenlight.yml:1"),
                arguments("an unknown version", bytes(GOOD.replace("1", "2")), "greenlight.yml:1 version: '2'"),
                arguments("an unknown key", bytes(GOOD.replace("health", "helth")), "greenlight.yml:3"),
                arguments(
                        "a word as port",
                        bytes(GOOD.replace("8080", "http")),
                        "greenlight.yml:3 services.web.port: 'http'"),
                arguments(
                        "an unknown kind",
                        bytes(GOOD.replace("react", "vue")),
                        "greenlight.yml:3 services.web.kind: 'vue'"),
                arguments(
                        "a path outside", bytes(GOOD.replace("path: web", "path: ../x")), "services.web.path: '../x'"),
                arguments(
                        "steps that fall",
                        bytes(GOOD + "release: { steps: [50, 10, 100] }\n"),
                        "greenlight.yml:4 release.steps: '[50, 10, 100]'"),
                arguments(
                        "steps that repeat",
                        bytes(GOOD + "release: { steps: [50, 50, 100] }\n"),
                        "release.steps: '[50, 50, 100]'"),
                arguments(
                        "steps that do not end with 100",
                        bytes(GOOD + "release: { steps: [10, 50] }\n"),
                        "release.steps: '[10, 50]'"),
                arguments("steps over 100", bytes(GOOD + "release: { steps: [50, 101] }\n"), "release.steps"),
                arguments("no past release kept", bytes(GOOD + "release: { keep: 0 }\n"), "release.keep: '0'"),
                arguments("a bake of no time", bytes(GOOD + "release: { bake: 0s }\n"), "release.bake: '0s'"),
                arguments(
                        "a bake beyond a job's time",
                        bytes(GOOD + "release: { bake: 5h }\n"),
                        "release.bake: '18000s'"),
                arguments(
                        "too many steps beside a bake",
                        bytes(GOOD + "release: { bake: 5m, steps: [1, 2, 3, 4, 5, 6, 7, 100] }\n"),
                        "at most 7 steps, as the bake is judged"),
                arguments("huge", bytes("#".repeat(2_000_000)), "'2000000 bytes'"),
                arguments(
                        "Latin-1",
                        (GOOD + "# Zürich").getBytes(StandardCharsets.ISO_8859_1),
                        "greenlight.yml:4: 'byte 0xFC'"),
                arguments("UTF-16", GOOD.getBytes(StandardCharsets.UTF_16), "greenlight.yml:1: 'byte 0xFE'"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_greenlight_yml_that_makes_no_sense_is_refused_by_every_action(String what, byte[] content, String expected)
            throws IOException {
        Files.write(workspace.resolve("greenlight.yml"), content);
        environment.put("INPUT_ENVIRONMENT", "production");
        environment.put("INPUT_CHECKS", "none");
        for (String action : new Wiring().names()) {
            assertRefused(action, expected);
        }
    }

    @Test
    void no_greenlight_yml_is_refused_by_every_action() throws IOException {
        Files.delete(workspace.resolve("greenlight.yml"));
        for (String action : new Wiring().names()) {
            assertRefused(action, "greenlight.yml: 'no file'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../greenlight.yml", "/etc/passwd", "linked/greenlight.yml", "linked.yml", "web/../../x.yml"})
    void a_configuration_outside_the_workspace_is_refused_even_through_a_link(String config) throws IOException {
        Files.writeString(outside.resolve("greenlight.yml"), GOOD);
        Files.createSymbolicLink(workspace.resolve("linked"), outside);
        Files.createSymbolicLink(workspace.resolve("linked.yml"), outside.resolve("greenlight.yml"));
        environment.put("INPUT_CONFIG", config);
        for (String action : new Wiring().names()) {
            assertRefused(action, "config: '" + config + "'");
        }
    }

    @Test
    void a_service_that_a_link_leads_out_of_the_workspace_is_refused() throws IOException {
        Files.delete(workspace.resolve("web"));
        Files.createSymbolicLink(workspace.resolve("web"), outside);
        for (String action : new Wiring().names()) {
            assertRefused(action, "services.web.path: 'web'");
        }
    }
}
