package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.actions.publication.TestLogs;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.Annotation;
import dev.greenlight.runner.Log;
import dev.greenlight.runner.Masks;
import dev.greenlight.runner.ReadingRunner;
import dev.greenlight.runner.RunnerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLogsTest {
    private static final Clock LATE = Clock.fixed(Instant.parse("2026-11-29T23:59:59.5Z"), ZoneOffset.UTC);

    @TempDir
    Path workspace;

    private final ReadingRunner runner = new ReadingRunner();
    private final Log log = new RunnerLog(runner.out, new Masks(), () -> "token");

    @Test
    void all_that_is_said_is_kept_with_its_time_and_without_secrets() throws IOException {
        try (Log both = logs().pipeline("greenlight quality")) {
            both.mask("hunter22");
            both.say("password hunter22\nand more");
            both.quote("::error::from a tool");
            both.warn("careful");
            both.group("Checks", List.of("| flake8 |"));
            both.annotate(Annotation.of(Severity.ERROR, "title", "message hunter22"));
        }
        assertThat(workspace.resolve("test-logs/test-pipeline-20261129.log"))
                .content()
                .isEqualTo("""
                2026-11-29T23:59:59Z greenlight quality
                2026-11-29T23:59:59Z password ***
                2026-11-29T23:59:59Z and more
                2026-11-29T23:59:59Z   ::error::from a tool
                2026-11-29T23:59:59Z warning: careful
                2026-11-29T23:59:59Z Checks
                2026-11-29T23:59:59Z   | flake8 |
                2026-11-29T23:59:59Z error: message *** (title)
                """);
        log.close();
        assertThat(runner.read().shown).contains("password ***", "::error::from a tool");
    }

    @Test
    void a_second_run_of_the_day_adds_to_the_file_and_git_ignores_the_folder() throws IOException {
        logs().pipeline("first").close();
        logs().pipeline("second").close();
        assertThat(workspace.resolve("test-logs/test-pipeline-20261129.log"))
                .content()
                .hasLineCount(2);
        assertThat(workspace.resolve("test-logs/.gitignore")).hasContent("*");
    }

    @Test
    void the_security_log_tells_what_the_security_tools_came_to_and_no_other() throws IOException {
        logs().security(report());
        assertThat(workspace.resolve("test-logs/security-scan-20261129.log"))
                .content()
                .isEqualTo("""
                2026-11-29T23:59:59.500Z quality failed
                  bandit on backend: 1 finding
                  gitleaks on repository: clean
                  ERROR bandit B105: backend/a.py:3:1 a password is written here
                """);
    }

    @Test
    void a_run_without_a_security_tool_says_that_there_was_none() throws IOException {
        logs().security(new Report("quality", new Verdict.Passed(), List.of(), List.of(), Map.of(), Map.of()));
        assertThat(workspace.resolve("test-logs/security-scan-20261129.log"))
                .content()
                .contains("no security check was among those that ran");
    }

    @Test
    void a_link_in_the_folders_or_a_files_place_is_not_followed() throws IOException {
        Path outside = Files.createDirectory(workspace.resolve("outside"));
        Files.createSymbolicLink(workspace.resolve("test-logs"), outside);
        try (Log both = logs().pipeline("first")) {
            both.say("still said");
        }
        logs().security(report());
        assertThat(outside).isEmptyDirectory();
        Files.delete(workspace.resolve("test-logs"));
        Files.createDirectory(workspace.resolve("test-logs"));
        Path target = Files.writeString(workspace.resolve("target"), "");
        Files.createSymbolicLink(workspace.resolve("test-logs/test-pipeline-20261129.log"), target);
        logs().pipeline("second").close();
        assertThat(target).isEmptyFile();
        log.close();
        assertThat(runner.read().shown).contains("still said");
        assertThat(runner.annotations).hasSize(3);
    }

    private TestLogs logs() {
        return new TestLogs(workspace, log, LATE);
    }

    private static Report report() {
        Finding secret = new Finding(
                "bandit",
                "B105",
                Severity.ERROR,
                Optional.of(new Location("backend/a.py", 3, 1)),
                "a password\nis written here");
        Finding style = new Finding("flake8", "F401", Severity.ERROR, Optional.empty(), "unused");
        List<Map<String, String>> checks = List.of(
                Map.of("tool", "bandit", "service", "backend", "details", "1 finding"),
                Map.of("tool", "flake8", "service", "backend", "details", "1 finding"),
                Map.of("tool", "gitleaks", "service", "repository", "details", "clean"));
        return new Report(
                "quality failed",
                new Verdict.Failed(List.of("bandit")),
                List.of(secret, style),
                List.of(),
                Map.of(),
                Map.of("checks", checks));
    }
}
