package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.history.Repository;
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

    /** The last change found something new: what was there before is known, although the workspace's tools run again. */
    @Test
    void what_the_tools_find_on_the_merge_base_is_remembered_as_well() throws IOException {
        Repository repository = new Repository(action.workspace());
        repository.write(".gitignore", "greenlight-reports/\n").commit("one");
        repository.git("checkout", "--quiet", "-b", "side");
        repository.write("backend/more.py", "import sys\n").commit("two");
        String[] comparing = {"INPUT_BASELINE=merge-base", "INPUT_BASELINE-REF=main"};
        ActionContainer.Step first = quality(comparing);
        assertThat(first.log())
                .contains("0 of 2 from memory", "0 of 1 from memory on the merge base")
                .contains("title=flake8 F401::'sys' imported but unused")
                .doesNotContain("title=flake8 F401::'os' imported but unused");
        assertThat(first.outputs()).containsEntry("new-findings", "1");
        ActionContainer.Step second = quality(comparing);
        assertThat(second.log())
                .contains("2 of 2 from memory", "1 of 1 from memory on the merge base")
                .doesNotContain("Running ", "Remembered for the next run");
        repository.write("backend/more.py", "import json\nimport sys\n").commit("three");
        ActionContainer.Step third = quality(comparing);
        assertThat(third.log())
                .contains("Running 2 checks", "0 of 2 from memory", "1 of 1 from memory on the merge base")
                .contains("Remembered for the next run")
                .doesNotContain("Running 1 check");
        assertThat(third.outputs()).containsEntry("new-findings", "2");
        assertThat(quality(comparing).log()).contains("2 of 2 from memory", "1 of 1 from memory on the merge base");
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
