package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.Folders;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors of quality, test and build-scan with the defaults of their own {@code action.yml}, on fake tools and a fake engine. */
class DoorsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path workspace;

    private final FakeCommands commands = new FakeCommands();

    @BeforeEach
    void a_repository_with_one_service() throws IOException {
        Files.createDirectories(workspace.resolve("backend"));
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend:
                    kind: django
                    path: backend
                    port: 8000
                    health: /health
                environments:
                  production:
                    project: dreamcatchr
                    regions: [europe-west1]
                    registry: localhost:5000/dreamcatchr/images
                    services:
                      backend:
                        name: dreamcatchr-backend
                """);
        commands.prints("docker version", "27\n")
                .prints("flake8", Folders.FLAKE8_CLEAN)
                .prints("bandit", "{\"results\":[],\"errors\":[],\"metrics\":{\"./manage.py\":{}}}")
                .prints("gitleaks", "[]");
    }

    private Report open(Door door, Map<String, String> given) {
        Map<String, String> values = Presets.of(ActionMetadata.parse(metadata(door.name())), given);
        return door.open(
                new Inputs(values),
                new Surroundings(
                        workspace,
                        workspace,
                        Map.of(
                                "PATH", "/usr/bin:/bin",
                                "GITHUB_SHA", COMMIT,
                                "GITHUB_TOKEN", "t",
                                "INPUT_CREDENTIALS", "k",
                                "TEAM", "dreams"),
                        commands,
                        new FakeProgress(),
                        Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC)));
    }

    private static String metadata(String action) {
        try {
            return Files.readString(Path.of("actions", action, "action.yml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void report(String action, String verdict, String commit) throws IOException {
        Files.createDirectories(workspace.resolve("greenlight-reports"));
        Files.writeString(
                workspace.resolve("greenlight-reports/" + action + ".json"),
                "{\"verdict\":\"%s\",\"commit\":\"%s\"}".formatted(verdict, commit));
    }

    @Test
    void quality_passes_clean_checks_and_says_what_it_ran() {
        Report report = open(new QualityDoor(), Map.of());
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(report.outputs())
                .containsExactly(
                        Map.entry("outcome", "passed"),
                        Map.entry("findings", "0"),
                        Map.entry("new-findings", "0"),
                        Map.entry("waived", "0"),
                        Map.entry("errors", "0"),
                        Map.entry("warnings", "0"),
                        Map.entry("notes", "0"),
                        Map.entry("report", "greenlight-reports/quality.json"),
                        Map.entry("sarif", "greenlight-reports/quality.sarif"),
                        Map.entry("junit", "greenlight-reports/quality.xml"),
                        Map.entry("baseline", "greenlight-reports/quality-baseline.json"));
        assertThat(report.data()).containsEntry("commit", COMMIT).containsKey("checks");
        assertThat(report.title()).isEqualTo("quality passed: 3 checks, 0 findings");
    }

    @Test
    void quality_fails_on_findings_and_on_a_tool_that_is_not_there() {
        commands.exits("flake8", 1, "./a.py:1:1: F401 unused\n", "");
        assertThat(open(new QualityDoor(), Map.of()).outputs())
                .containsEntry("outcome", "failed")
                .containsEntry("findings", "1");
        commands.missing("flake8");
        assertThat(open(new QualityDoor(), Map.of()).verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void quality_with_nothing_to_do_passes_only_when_that_was_asked_for() throws IOException {
        Files.writeString(
                workspace.resolve("greenlight.yml"),
                Files.readString(workspace.resolve("greenlight.yml")).replace("django", "react"));
        assertThat(open(new QualityDoor(), Map.of()).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.reasons().getFirst()).contains("has anything to check"));
        Report asked = open(new QualityDoor(), Map.of("checks", "none"));
        assertThat(asked.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(asked.title()).isEqualTo("quality passed: nothing was checked");
        assertThat(asked.sections().getFirst().markdown()).isEqualTo("Nothing was checked.");
        assertThat(commands.lines()).isEmpty();
    }

    @Test
    void quality_refuses_a_broken_greenlight_yml_even_when_nothing_is_to_be_checked() throws IOException {
        Files.writeString(workspace.resolve("greenlight.yml"), "version: 2\n");
        assertThatThrownBy(() -> open(new QualityDoor(), Map.of("checks", "none")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void quality_refuses_all_bad_inputs_at_once_and_does_nothing() {
        assertThatThrownBy(() -> open(
                        new QualityDoor(),
                        Map.of(
                                "config",
                                "../x.yml",
                                "fail-on",
                                "fatal",
                                "time-limit",
                                "soon",
                                "tool-time-limit",
                                "-1s")))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::name)
                                .containsExactlyInAnyOrder("config", "fail-on", "time-limit", "tool-time-limit"));
        assertThatThrownBy(() -> open(new QualityDoor(), Map.of("checks", "pylint")))
                .isInstanceOf(InvalidInput.class);
        assertThat(commands.lines()).isEmpty();
    }

    @Test
    void without_an_engine_test_and_build_scan_say_so() {
        commands.exits(
                "docker version",
                1,
                "",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it running?");
        for (Door door : List.of(new TestDoor(), new BuildScanDoor())) {
            assertThatThrownBy(() -> open(door, Map.of()))
                    .isInstanceOf(ExternalFailure.class)
                    .hasMessageContaining("no Docker engine answers at unix:///var/run/docker.sock");
        }
        commands.hangs("docker version", "");
        for (Door door : List.of(new TestDoor(), new BuildScanDoor())) {
            assertThatThrownBy(() -> open(door, Map.of()))
                    .isInstanceOf(ExternalFailure.class)
                    .hasMessageContaining("did not answer within 30 s");
        }
        commands.missing("docker version");
        assertThatThrownBy(() -> open(new TestDoor(), Map.of())).hasMessageContaining("client is not there");
    }

    @Test
    void test_fails_when_its_suites_do_not_start_and_compose_sees_no_credentials() {
        commands.exits("docker compose", 1, "", "RUN pip install: ERROR: no\n");
        Report report = open(new TestDoor(), Map.of());
        assertThat(report.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(report.outputs())
                .containsEntry("outcome", "failed")
                .containsEntry("tests", "0")
                .containsEntry("coverage", "{}");
        assertThat(commands.ran().getLast().environment())
                .containsEntry("TEAM", "dreams")
                .doesNotContainKeys("GITHUB_TOKEN", "INPUT_CREDENTIALS");
    }

    @Test
    void test_gives_no_verdict_without_compose() {
        commands.exits("docker compose", 125, "", "unknown flag: --project-name\n");
        assertThatThrownBy(() -> open(new TestDoor(), Map.of()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("has no compose");
    }

    @Test
    void test_gives_no_verdict_when_a_base_image_cannot_be_had() {
        commands.exits(
                "docker compose",
                1,
                "",
                "failed to resolve source metadata for docker.io/library/python:9: not found\n");
        assertThatThrownBy(() -> open(new TestDoor(), Map.of()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("python:9");
    }

    @Test
    void build_scan_pushes_nothing_before_all_is_green_for_this_commit() throws IOException {
        report("quality", "passed", COMMIT);
        report("test", "failed", COMMIT);
        Report report = open(new BuildScanDoor(), Map.of());
        assertThat(report.verdict())
                .isEqualTo(new Verdict.Failed(List.of("test is required before a push, but it did not pass (failed)")));
        assertThat(report.outputs()).containsEntry("pushed", "false").containsEntry("images", "{}");
        assertThat(commands.lines()).noneMatch(line -> line.contains("build"));
        report("test", "passed", "another");
        assertThat(open(new BuildScanDoor(), Map.of()).verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void build_scan_that_does_not_push_needs_no_reports_and_fails_by_its_images() {
        commands.exits("docker build", 1, "", "RUN false\n");
        Report report = open(new BuildScanDoor(), Map.of("push", "false"));
        assertThat(report.verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(report.sections().getFirst().markdown()).contains("No vulnerability scanner ran");
        assertThat(commands.lines()).noneMatch(line -> line.contains("push"));
        assertThat(commands.lines()).anyMatch(line -> line.contains("images/backend:" + COMMIT));
        assertThat(commands.ran())
                .allSatisfy(command -> assertThat(command.environment())
                        .doesNotContainKeys("TEAM", "GITHUB_TOKEN", "INPUT_CREDENTIALS"));
    }

    @Test
    void build_scan_refuses_all_bad_inputs_at_once() {
        assertThatThrownBy(() -> open(
                        new BuildScanDoor(),
                        Map.of(
                                "registry", "https://x/Y",
                                "registry-endpoint", "localhost",
                                "version", "v 1",
                                "push", "maybe",
                                "require", "Quality")))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::name)
                                .containsExactlyInAnyOrder(
                                        "registry", "registry-endpoint", "version", "push", "require"));
        assertThatThrownBy(() -> open(new BuildScanDoor(), Map.of("environment", "staging")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("production");
        assertThat(commands.lines()).isEmpty();
    }
}
