package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ToolRun;
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

    /** What needs packages or the history, which are not there either when nothing can be started. */
    private static boolean needsMore(CheckResult result) {
        return List.of("tsc", "eslint").contains(result.tool())
                || result.service().equals("history");
    }

    @Test
    void every_tool_that_is_not_there_is_missing() {
        commands.missing("");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isInstanceOf(needsMore(result) ? ToolRun.Skipped.class : ToolRun.Missing.class));
    }

    @Test
    void every_tool_that_does_not_end_is_timed_out() {
        commands.hangs("", "half a report");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run())
                        .as(result.tool())
                        .isInstanceOf(needsMore(result) ? ToolRun.Skipped.class : ToolRun.TimedOut.class));
    }

    @Test
    void every_tool_that_is_killed_has_crashed() {
        commands.exits("", 137, "", "").on("npm ci", this::install).prints("git clone", "");
        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.run()).as(result.tool()).isInstanceOf(ToolRun.Crashed.class));
    }
}
