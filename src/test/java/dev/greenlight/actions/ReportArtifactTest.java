package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.ReadingRunner;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.artifacts.Artifacts;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.TestingResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of reports as an artifact: left by one job, taken up by another. */
class ReportArtifactTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path workspace;

    @TempDir
    Path files;

    private final TestingResults service = new TestingResults();
    private final Map<String, String> environment = new HashMap<>();
    private final ReadingRunner runner = new ReadingRunner();

    @BeforeEach
    void be_a_step() throws IOException {
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                environments:
                  production:
                    project: dreamcatchr
                    regions: [europe-west1]
                    registry: localhost:5000/dreamcatchr/images
                    services:
                      backend: { name: dreamcatchr-backend }
                """);
        environment.putAll(service.variables());
        environment.put("GITHUB_WORKSPACE", workspace.toString());
        environment.put("GITHUB_SHA", COMMIT);
        environment.put("INPUT_CHECKS", "none");
        environment.put("INPUT_ARTIFACT", "reports");
        for (String name : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
            environment.put(name, Files.createFile(files.resolve(name)).toString());
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void the_reports_are_left_as_an_artifact_whose_number_and_digest_are_outputs() throws IOException {
        assertThat(quality()).as(runner.raw()).isZero();
        Path to = files.resolve("to");
        String digest = new Artifacts(service.access(), Patience.SHORT)
                .fetch(new ArtifactName("reports"), to)
                .orElseThrow()
                .digest();
        assertThat(ReadingRunner.values(Files.readString(files.resolve("GITHUB_OUTPUT"))))
                .containsEntry("artifact-id", "1")
                .containsEntry("artifact-digest", digest)
                .containsEntry("outcome", "passed");
        assertThat(to.resolve("quality.json"))
                .hasSameTextualContentAs(workspace.resolve("greenlight-reports/quality.json"));
        assertThat(runner.read().shown).anyMatch(line -> line.startsWith("Artifact: reports, number 1, "));
    }

    @Test
    void an_artifact_that_cannot_be_left_gives_no_green_step() {
        service.stumble(403);
        assertThat(quality()).isEqualTo(3);
        assertThat(runner.read().annotations).anyMatch(line -> line.contains("the artifact 'reports'"));
    }

    @Test
    void an_artifact_that_cannot_be_left_does_not_hide_that_the_checks_failed() {
        environment.remove("INPUT_CHECKS");
        service.stumble(403);
        assertThat(quality()).isEqualTo(1);
    }

    @Test
    void nothing_is_sent_when_nothing_is_asked_for() {
        environment.remove("INPUT_ARTIFACT");
        assertThat(quality()).isZero();
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void another_job_takes_the_reports_up_before_it_looks_at_them() throws IOException {
        assertThat(quality()).isZero();
        Files.delete(workspace.resolve("greenlight-reports/quality.json"));
        FakeProgress progress = new FakeProgress();
        Report report = buildScan(progress, "reports, missing");
        assertThat(report.verdict())
                .isEqualTo(new Verdict.Failed(
                        List.of("test is required before a push, but it has left no report in greenlight-reports")));
        assertThat(workspace.resolve("greenlight-reports/quality.json")).isRegularFile();
        assertThat(progress.told()).anyMatch(line -> line.contains("This run has no artifact 'missing'"));
    }

    private int quality() {
        return Program.of(environment, workspace, runner.out, false).run(List.of("quality"));
    }

    private Report buildScan(FakeProgress progress, String from) {
        Map<String, String> values = Presets.of("build-scan", Map.of("reports-from", from));
        return new BuildScanDoor()
                .open(
                        new Inputs(values),
                        new Surroundings(
                                workspace,
                                workspace,
                                environment,
                                new FakeCommands().prints("docker version", "27\n"),
                                progress,
                                Clock.systemUTC()));
    }
}
