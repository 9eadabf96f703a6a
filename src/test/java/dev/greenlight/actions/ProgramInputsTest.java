package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Inputs and flags: whose word counts, and what becomes of unknown ones. */
class ProgramInputsTest extends ProgramAtWork {
    @Test
    void a_flag_wins_over_the_runners_input_which_wins_over_the_default() {
        List<String> seen = new ArrayList<>();
        work = (inputs, surroundings) -> {
            seen.add(inputs.optional("fail-on").orElse("") + " " + inputs.flag("dry-run"));
            return GOOD;
        };
        run("sample");
        environment.put("INPUT_FAIL-ON", "note");
        run("sample");
        run("sample", "--fail-on", "error", "--dry-run");
        environment.remove("GITHUB_ACTIONS");
        run("sample", "--dry-run=false");
        assertThat(seen).containsExactly("warning false", "note false", "error true", "warning false");
    }

    @Test
    void a_default_that_only_a_runner_can_evaluate_is_absent_elsewhere() {
        List<Optional<String>> seen = new ArrayList<>();
        work = (inputs, surroundings) -> {
            seen.add(inputs.optional("github-token"));
            return GOOD;
        };
        run("sample");
        environment.put("INPUT_GITHUB-TOKEN", "ghs_1234567");
        run("sample");
        assertThat(seen).containsExactly(Optional.empty(), Optional.of("ghs_1234567"));
    }

    @Test
    void an_input_that_does_not_exist_is_warned_of_with_the_nearest_one() {
        environment.put("INPUT_FIAL-ON", "error");
        assertThat(run("sample")).isZero();
        assertThat(runner.read().annotations)
                .containsExactly("warning {} This action has no input 'fial-on'; did you mean 'fail-on'?");
    }

    @Test
    void every_unknown_flag_is_refused_with_the_nearest_one() {
        assertThat(run("sample", "--fial-on=x", "--dry-runs")).isEqualTo(2);
        assertThat(runner.raw())
                .contains("did you mean --fail-on?", "did you mean --dry-run?")
                .doesNotContain("at dev.greenlight");
    }

    @Test
    void an_unknown_command_is_refused_with_the_known_ones() {
        assertThat(run("smaple")).isEqualTo(2);
        assertThat(runner.raw()).contains("did you mean sample?");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void help_tells_each_flag_with_its_description_and_default() {
        assertThat(run("sample", "--help")).isZero();
        assertThat(runner.raw())
                .contains("Checks 100% of the sample", "--fail-on=VALUE", "Default: warning", "${{ github.token }}");
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
    }

    @Test
    void every_refused_input_is_told_and_gives_two() throws IOException {
        environment.put("INPUT_FAIL-ON", "eror");
        environment.put("INPUT_DRY-RUN", "perhaps");
        work = (inputs, surroundings) -> {
            inputs.choice("fail-on", List.of("error", "warning"));
            inputs.flag("dry-run");
            inputs.check();
            return GOOD;
        };
        assertThat(run("sample")).isEqualTo(2);
        assertThat(runner.read().annotations)
                .hasSize(2)
                .anyMatch(line -> line.contains("fail-on: 'eror'"))
                .anyMatch(line -> line.contains("dry-run: 'perhaps'"));
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("fail-on", "dry-run");
        assertThat(json().path("verdict").asText()).isEqualTo("invalid-input");
    }
}
