package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.project.Advisories;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ends that every tool may come to. */
class EveryToolTest extends CheckedProject {
    /** Every check that there is, on something that it fits. */
    private List<CheckResult> everything() {
        Advisories advisories = new Advisories(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("safety"),
                Duration.ZERO);
        Folders.write(project, "safety/insecure.json", "{\"$meta\":{\"timestamp\":1795910400}}");
        List<CheckResult> results = run(advisories, List.of(Folders.REPOSITORY, Folders.COMPOSE, Folders.HISTORY));
        assertThat(results.stream().map(CheckResult::tool).distinct())
                .containsExactlyInAnyOrderElementsOf(ChecksPlanner.tools());
        return results;
    }

    /** Packages and the history can be had, so that what needs them comes to its own end. */
    private void every(FakeCommands tools) {
        tools.on("npm ci", this::install).prints("git clone", "");
    }

    @Test
    void every_tool_that_is_not_there_is_missing() {
        every(commands.missing(""));
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run()).as(result.tool()).isInstanceOf(ToolRun.Missing.class));
    }

    @Test
    void without_npm_and_git_only_what_needs_packages_and_the_history_is_skipped() {
        commands.missing("");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isInstanceOf(
                                List.of("tsc", "eslint").contains(result.tool())
                                                || result.service().equals("history")
                                        ? ToolRun.Skipped.class
                                        : ToolRun.Missing.class));
    }

    @Test
    void every_tool_that_does_not_end_is_timed_out() {
        every(commands.hangs("", "half a report"));
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(
                        result -> assertThat(result.run()).as(result.tool()).isEqualTo(new ToolRun.TimedOut(limit)));
    }

    @Test
    void when_npm_and_git_do_not_end_what_needs_packages_and_the_history_is_skipped() {
        commands.hangs("", "half a report");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isInstanceOf(
                                List.of("tsc", "eslint").contains(result.tool())
                                                || result.service().equals("history")
                                        ? ToolRun.Skipped.class
                                        : ToolRun.TimedOut.class));
    }

    @Test
    void every_tool_that_is_killed_has_crashed() {
        every(commands.exits("", 137, "", ""));
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run()).as(result.tool()).isInstanceOf(ToolRun.Crashed.class));
    }
}
