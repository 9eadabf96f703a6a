package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.runner.results.TestingResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of a workflow in the built image, which share nothing but the checkout and the service that keeps caches and artifacts. */
class MemoryContainerIT {
    @TempDir
    Path folder;

    private final TestingResults service = new TestingResults();
    private ActionContainer action;

    @BeforeEach
    void a_django_service() throws IOException {
        action = ActionContainer.in(folder).write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /api/health }
                        """).write("backend/manage.py", "import os\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_second_run_starts_no_tool_and_comes_to_the_same() throws IOException {
        ActionContainer.Step first = quality();
        assertThat(first.log())
                .contains("Running 2 checks", "0 of 2 from memory", "Remembered for the next run")
                .contains("title=flake8 F401::'os' imported but unused");
        ActionContainer.Step second = quality();
        assertThat(second.log())
                .contains("Remembered results: greenlight-checks-refs/heads/main-", "2 of 2 from memory")
                .contains("title=flake8 F401::'os' imported but unused")
                .doesNotContain("Running 2 checks", "Remembered for the next run");
        assertThat(second.code()).isEqualTo(first.code()).isEqualTo(1);
        assertThat(second.outputs()).containsEntry("findings", first.outputs().get("findings"));
    }

    @Test
    void a_changed_file_runs_its_tools_again_and_the_reports_are_left_as_an_artifact() throws IOException {
        quality();
        action.write("backend/manage.py", "print('x')\n");
        ActionContainer.Step second = quality("INPUT_ARTIFACT=reports");
        assertThat(second.code()).as(second.log()).isZero();
        assertThat(second.log()).contains("Running 2 checks", "0 of 2 from memory");
        assertThat(second.outputs())
                .containsEntry("artifact-id", "1")
                .hasEntrySatisfying(
                        "artifact-digest", digest -> assertThat(digest).startsWith("sha256:"));
    }

    private ActionContainer.Step quality(String... more) throws IOException {
        List<String> variables = new ArrayList<>(List.of(
                "INPUT_CHECKS=flake8,bandit",
                "GITHUB_REF=refs/heads/main",
                "GITHUB_RUN_ID=1",
                "RUNNER_TEMP=/tmp/runner"));
        for (Map.Entry<String, String> variable : service.variables().entrySet()) {
            variables.add(variable.getKey() + "=" + variable.getValue());
        }
        variables.addAll(List.of(more));
        return action.runOn("host", "quality", variables.toArray(String[]::new));
    }
}
