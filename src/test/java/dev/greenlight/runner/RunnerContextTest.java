package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunnerContextTest {
    @Test
    void an_input_is_found_by_the_runners_spelling_of_its_name() {
        RunnerContext context = new RunnerContext(Map.of("INPUT_FAIL-ON", "warning", "INPUT_TWO_WORDS", "x"));
        assertThat(context.input("fail-on")).contains("warning");
        assertThat(context.input("two words")).contains("x");
    }

    @Test
    void an_empty_input_is_an_absent_one() {
        assertThat(new RunnerContext(Map.of("INPUT_FAIL-ON", "")).input("fail-on"))
                .isEmpty();
    }

    @Test
    void inputs_that_nobody_declared_are_listed_but_the_runners_own_are_not() {
        RunnerContext context =
                new RunnerContext(Map.of("INPUT_FIAL-ON", "x", "INPUT_FAIL-ON", "x", "INPUT_ARGS", "x", "PATH", "x"));
        assertThat(context.inputsBeside(Set.of("fail-on"))).containsExactly("fial-on");
    }

    @Test
    void the_workspace_is_the_runners_in_a_job_and_the_working_directory_elsewhere() {
        Path here = Path.of("/here");
        assertThat(new RunnerContext(Map.of("GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", "/github/workspace"))
                        .workspace(here))
                .isEqualTo(Path.of("/github/workspace"));
        assertThat(new RunnerContext(Map.of("GITHUB_WORKSPACE", "/github/workspace")).workspace(here))
                .isEqualTo(here);
    }

    @Test
    void a_link_leads_to_the_very_commit() {
        RunnerContext context = new RunnerContext(Map.of(
                "GITHUB_SERVER_URL", "https://github.example", "GITHUB_REPOSITORY", "a/b", "GITHUB_SHA", "c0ffee"));
        assertThat(context.linkTo("src/my file.py", 7))
                .contains("https://github.example/a/b/blob/c0ffee/src/my%20file.py#L7");
        assertThat(new RunnerContext(Map.of()).linkTo("x", 0)).isEmpty();
    }
}
