package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.Finding;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waivers, inputs and the report through the door. */
class QualityDoorTest extends CheckedRepository {
    @Test
    void a_finding_disappears_when_it_is_waived_and_is_back_when_the_waiver_expires() {
        assertThat(reasons(open(Map.of()))).containsExactly("flake8 on backend found 1 at level error or above");

        waive("2026-12-31");
        Report waived = open(Map.of());
        assertThat(waived.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(waived.findings()).isEmpty();
        assertThat(waived.title()).isEqualTo("quality passed: 4 checks, 1 finding, 1 waived");
        assertThat(waived.outputs())
                .containsEntry("findings", "1")
                .containsEntry("new-findings", "0")
                .containsEntry("waived", "1")
                .containsEntry("errors", "1");
        assertThat(section(waived, "Waivers"))
                .contains("| holds | rule X100, path backend/", "| 1 | 2026-12-31 | ann |");
        assertThat(section(waived, "Do this now")).isEmpty();
        assertThat(file(waived, "quality.sarif"))
                .contains("\"justification\":\"written by a tool (ann, until 2026-12-31, greenlight-waivers.yml:3)\"");
        assertThat(file(waived, "quality.xml")).contains("<skipped message=\"waived: bad word\"/>");

        now = Instant.parse("2026-12-31T23:59:59Z");
        Report last = open(Map.of());
        assertThat(last.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(section(last, "Do this now")).contains("Before 2026-12-31 is over");
        assertThat(section(last, "Waivers")).contains("| ends soon |");
        assertThat(progress.told())
                .contains("warn Waivers end soon, and then what they are about counts again: rule X100, path backend/**"
                        + " (greenlight-waivers.yml:3, ann) after 2026-12-31");

        now = Instant.parse("2027-01-01T00:00:00Z");
        Report over = open(Map.of());
        assertThat(reasons(over))
                .hasSize(2)
                .last()
                .asString()
                .contains("greenlight-waivers.yml:3 expired on 2026-12-31");
        assertThat(places(over)).containsExactly("backend/a.py:2:1");
        assertThat(section(over, "Waivers")).contains("| expired |");
        assertThat(section(over, "Do this now")).startsWith("1. Fix what the waiver in greenlight-waivers.yml:3");
    }

    @Test
    void an_unused_waiver_is_told_when_all_has_been_checked_and_fails_nothing() {
        repository.write("backend/a.py", "good\n");
        waive("2026-12-31");
        Report report = open(Map.of());
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(section(report, "Waivers")).contains("| unused, remove it |");
        assertThat(section(open(Map.of("checks", "flake8")), "Waivers"))
                .as("only some checks were asked for")
                .isEmpty();
    }

    @Test
    void faults_of_all_files_come_together() {
        repository.write("greenlight-waivers.yml", "version: 1\nwaivers: 1\n").write("greenlight.yml", "version: 2\n");
        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.name().replaceAll(":.*", ""))
                                .contains("greenlight.yml", "greenlight-waivers.yml"));
        assertThatThrownBy(() -> open(Map.of("waivers", "no.yml")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no.yml");
    }

    @Test
    void the_summary_begins_with_what_to_do_and_tells_the_time() {
        Report report = open(Map.of("budget", "1s"));
        assertThat(report.sections().getFirst().title()).isEqualTo("Do this now");
        assertThat(report.sections().getFirst().markdown())
                .contains(
                        "1. Fix the finding of flake8: X100, at backend/a.py:2:1",
                        "greenlight quality --checks flake8");
        assertThat(section(report, "Time")).isEqualTo("0.0 s, within the budget of 1 s.");
    }

    @Test
    void the_command_to_do_it_again_asks_for_the_same() {
        repository.write("team's/greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                """).write("team's/backend/a.py", "bad\n");
        Report report = open(Map.of("config", "team's/greenlight.yml", "fail-on", "warning", "checks", "flake8"));
        assertThat(report.sections().getFirst().markdown())
                .contains(
                        "   greenlight quality --config 'team'\\''s/greenlight.yml' --fail-on 'warning' --checks flake8\n");
    }

    @Test
    void a_check_run_needs_a_job_and_a_token() {
        assertThatThrownBy(() -> open(Map.of("check-run", "true")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("checks: write");
        assertThatThrownBy(() -> open(Map.of("check-run", "true", "github-token", "t0ken-of-github")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("outside of a GitHub job");
    }

    @Test
    void a_service_that_no_check_fits_fails_whatever_the_others_come_to() {
        repository.write("backend/a.py", "good\n").write("greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                  frontend: { kind: react, path: frontnd, port: 8080, health: /health }
                """);
        assertThat(reasons(open(Map.of())))
                .containsExactly("no check fits the service frontend: look at its path and kind in greenlight.yml");
        assertThat(open(Map.of("checks", "flake8")).verdict()).isEqualTo(new Verdict.Passed());
    }

    @Test
    void a_memory_that_cannot_be_had_is_a_warning() {
        repository.write("backend/a.py", "good\n");
        environment.put("ACTIONS_RESULTS_URL", "nowhere");
        environment.put("ACTIONS_RUNTIME_TOKEN", "no.token");
        assertThat(open(Map.of("memory", "true")).verdict()).isEqualTo(new Verdict.Passed());
        assertThat(progress.told()).anyMatch(line -> line.contains("Nothing is remembered from earlier runs: "));
    }

    @Test
    void a_hostile_file_name_reaches_no_command_and_breaks_no_line() {
        String name = "backend/; rm -rf ~ $(id)`id`\u00e9.py";
        repository.write(name, "bad\n");
        Report report = open(Map.of());
        assertThat(report.findings()).extracting(Finding::path).contains(name);
        assertThat(section(report, "Do this now")
                        .lines()
                        .filter(line -> line.strip().startsWith("greenlight")))
                .containsExactly("   greenlight quality --checks flake8");
        assertThat(file(report, "quality.sarif")).doesNotContain("rm -rf");
    }
}
