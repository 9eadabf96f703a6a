package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets among the inputs and in the environment appear in nothing that is left. */
class ProgramSecretsTest extends ProgramAtWork {
    @Test
    void a_secret_is_masked_before_anything_prints_and_appears_nowhere() throws IOException {
        environment.put("INPUT_API-TOKEN", "hunter2-and-more");
        environment.put("ACTIONS_RUNTIME_TOKEN", "runtime-credential");
        work = (inputs, surroundings) -> {
            surroundings.progress().say("the token is hunter2-and-more");
            surroundings.progress().quote("child saw runtime-credential");
            return new Report(
                    "Leaks hunter2-and-more",
                    new Verdict.Failed(List.of("hunter2-and-more is wrong")),
                    List.of(),
                    List.of(new Section("hunter2-and-more", "hunter2-and-more")),
                    Map.of("verdict", "hunter2-and-more"),
                    Map.of("token", List.of("hunter2-and-more")));
        };
        run("sample");
        assertThat(runner.raw())
                .startsWith("::add-mask::runtime-credential\n::add-mask::hunter2-and-more\n")
                .containsOnlyOnce("hunter2-and-more")
                .containsOnlyOnce("runtime-credential");
        for (Path file : List.of(
                Path.of(environment.get("GITHUB_OUTPUT")),
                Path.of(environment.get("GITHUB_STEP_SUMMARY")),
                workspace.resolve("greenlight-reports/sample.json"),
                workspace.resolve("greenlight-reports/sample.md"))) {
            assertThat(Files.readString(file)).contains("***").doesNotContain("hunter2");
        }
    }

    @Test
    void a_secret_stays_hidden_in_a_refusal_a_failure_and_a_defect() {
        environment.put("INPUT_API-TOKEN", "hunter2-and-more");
        List<RuntimeException> thrown = List.of(
                new InvalidInput("api-token", "hunter2-and-more", "a token", "x"),
                new ExternalFailure("log in with hunter2-and-more", "refused", "Get another"),
                new IllegalStateException("hunter2-and-more"));
        List<Integer> codes = new ArrayList<>();
        for (RuntimeException failure : thrown) {
            work = (inputs, surroundings) -> {
                throw failure;
            };
            codes.add(run("sample"));
        }
        assertThat(codes).containsExactly(2, 3, 70);
        assertThat(runner.raw().lines().filter(line -> line.contains("hunter2")))
                .allMatch(line -> line.startsWith("::add-mask::"));
    }

    @Test
    void a_report_leaves_its_own_files_beside_it_with_secrets_hidden() throws IOException {
        environment.put("INPUT_API-TOKEN", "hunter2-and-more");
        work = (inputs, surroundings) -> GOOD.with("plan.json", "{\"token\": \"hunter2-and-more\"}");

        assertThat(run("sample")).isZero();

        assertThat(Files.readString(workspace.resolve("greenlight-reports/plan.json")))
                .isEqualTo("{\"token\": \"***\"}");
        assertThat(runner.read().annotations)
                .anySatisfy(annotation ->
                        assertThat(annotation.toString()).contains("greenlight-reports/plan.json", "hidden"));
    }
}
