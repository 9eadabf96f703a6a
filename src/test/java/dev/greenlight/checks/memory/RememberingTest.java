package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.tools.ToolRun;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RememberingTest extends RememberedRepository {
    @Test
    void when_nothing_has_changed_no_tool_is_started() throws IOException {
        Remembered first = run();
        assertThat(ran).containsExactlyInAnyOrder("flake8", "eslint", "hadolint", "gitleaks", "gitleaks", "npm-audit");
        assertThat(first.recalled()).isEmpty();
        ran.clear();
        now = now.plus(Duration.ofMinutes(59));
        Remembered second = run();
        assertThat(ran).isEmpty();
        assertThat(second.results())
                .extracting(CheckResult::run)
                .isEqualTo(first.results().stream().map(CheckResult::run).toList());
        assertThat(second.summary()).isEqualTo("6 of 6 from memory");
        assertThat(second.section().markdown()).contains("- flake8 on backend, which ran 59 min ago and took 2.5 s");
    }

    @Test
    void findings_are_remembered_as_they_were() throws IOException {
        outcomes.put("flake8", new ToolRun.Found(List.of(FINDING)));
        run();
        ran.clear();
        assertThat(run().results())
                .anySatisfy(result -> assertThat(result.run().findings()).containsExactly(FINDING));
        assertThat(ran).isEmpty();
    }

    static List<ToolRun> inconclusive() {
        return List.of(
                new ToolRun.Crashed(2, List.of("Traceback")),
                new ToolRun.NoReport("cut off"),
                new ToolRun.Missing("no such program"),
                new ToolRun.TimedOut(Duration.ofMinutes(1)),
                new ToolRun.NotStarted(Duration.ofMinutes(1)),
                new ToolRun.Skipped("npm ci failed"),
                new ToolRun.PartSkipped("a package was not looked up", List.of(FINDING)));
    }

    @ParameterizedTest
    @MethodSource("inconclusive")
    void what_came_to_no_good_end_is_tried_again(ToolRun end) throws IOException {
        outcomes.put("flake8", end);
        run();
        ran.clear();
        outcomes.clear();
        assertThat(run().results()).extracting(CheckResult::run).containsOnly(new ToolRun.Clean());
        assertThat(ran).containsExactly("flake8");
    }

    @Test
    void an_audit_is_remembered_for_an_hour_alone() throws IOException {
        run();
        ran.clear();
        now = now.plus(Duration.ofMinutes(61));
        run();
        assertThat(ran).containsExactly("npm-audit");
        ran.clear();
        now = now.minus(Duration.ofDays(1));
        run();
        assertThat(ran).as("a clock that was set back").containsExactly("npm-audit");
    }

    @Test
    void a_tool_whose_version_cannot_be_told_runs_every_time_and_that_is_said() throws IOException {
        program("flake8", "#!/usr/bin/env bash\nexec pyenv exec flake8\n");
        run();
        ran.clear();
        assertThat(run().notes())
                .containsExactly("flake8 on backend is never remembered: which version of flake8 it is cannot be told"
                        + " without starting it.");
        assertThat(ran).containsExactly("flake8");
    }

    @Test
    void a_damaged_or_foreign_entry_is_not_believed_and_that_is_said() throws IOException {
        outcomes.put("flake8", new ToolRun.Found(List.of(FINDING)));
        run();
        ran.clear();
        kept.replaceAll((key, text) -> text.contains("F401") ? text.replace("F401", "F402") : text);
        assertThat(run().notes()).singleElement().asString().startsWith("flake8 on backend ran although");
        assertThat(ran).containsExactly("flake8");
        ran.clear();
        String clean = kept.values().stream()
                .filter(text -> text.endsWith("\"findings\":[]}"))
                .findFirst()
                .orElseThrow();
        kept.replaceAll((key, text) -> text.contains("F401") ? clean : text);
        run();
        assertThat(ran).as("an entry of another check").containsExactly("flake8");
    }

    @Test
    void a_file_that_changes_while_the_tools_run_leaves_nothing_remembered_of_them() throws IOException {
        meanwhile = () -> write("backend/manage.py", "print('y')\n");
        assertThat(run().notes()).contains("flake8 on backend is not remembered: something changed while it ran.");
        ran.clear();
        meanwhile = () -> {};
        run();
        assertThat(ran).contains("flake8").doesNotContain("eslint");
    }

    @Test
    void what_a_tool_took_is_expected_of_it_the_next_time() throws IOException {
        run();
        write("backend/manage.py", "print('y')\n");
        List<Duration> expected = new ArrayList<>();
        new Remembering(memory, Clock.fixed(now, ZoneOffset.UTC)).run(plan(), this::observe, (plan, times) -> {
            plan.forEach(check -> expected.add(times.of(check)));
            return plan.stream().map(this::result).toList();
        });
        assertThat(expected).containsOnly(Duration.ofMillis(2500));
    }

    @Test
    void a_repository_that_cannot_be_read_at_the_end_changes_no_result() throws IOException {
        List<Integer> looks = new ArrayList<>();
        Remembered remembered = new Remembering(memory, Clock.fixed(now, ZoneOffset.UTC))
                .run(
                        plan(),
                        before -> {
                            looks.add(1);
                            if (looks.size() > 1) {
                                throw new IOException("gone");
                            }
                            return observe(before);
                        },
                        (plan, times) -> plan.stream().map(this::result).toList());
        assertThat(remembered.results()).hasSameSizeAs(plan());
        assertThat(remembered.notes())
                .containsExactly(
                        "Nothing is remembered of this run: the repository cannot be read any more: java.io.IOException: gone.");
        assertThat(kept).isEmpty();
    }
}
