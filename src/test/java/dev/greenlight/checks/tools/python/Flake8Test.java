package dev.greenlight.checks.tools.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import dev.greenlight.report.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Flake8Test {
    /** What flake8 7.5.0 prints with {@code --benchmark} when its configuration excludes everything. */
    private static final String NOTHING = """
            0.0246     seconds elapsed
            0          total logical lines processed
            0          logical lines processed per second
            0          total physical lines processed
            0          physical lines processed per second
            0          total tokens processed
            0          tokens processed per second
            0          total files processed
            0          files processed per second
            """;

    private static ToolRun run(int code, String output, Map<String, String> sources) {
        return new Flake8()
                .read(new ToolReport(
                        new Ending.Exited(code, output, "", Duration.ZERO),
                        new ReportedPaths(Path.of("/scratch/repository/backend"), "backend"),
                        Folders.DJANGO,
                        path -> sources.getOrDefault(path, "")));
    }

    @Test
    void a_run_that_looked_at_no_file_is_not_clean() {
        assertThat(run(0, NOTHING, Map.of())).isEqualTo(new ToolRun.NoReport("flake8 looked at no file"));
        assertThat(run(0, NOTHING.replace("0          total files", "12         total files"), Map.of()))
                .isEqualTo(new ToolRun.Clean());
    }

    @Test
    void a_run_that_does_not_say_how_many_files_it_looked_at_has_left_no_report() {
        assertThat(run(0, "", Map.of()))
                .isEqualTo(new ToolRun.NoReport("flake8 found nothing and does not say how many files it looked at"));
        assertThat(run(0, "0.0246     seconds elapsed\n", Map.of())).isInstanceOf(ToolRun.NoReport.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".flake8", "setup.cfg", "tox.ini", "../setup.cfg", "../../tox.ini"})
    void a_configuration_that_is_not_utf_8_is_not_read_which_is_told(String file) {
        String latin = new String(
                "[flake8]\n# M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        assertThat(run(0, Folders.FLAKE8_CLEAN, Map.of(file, latin)))
                .isInstanceOfSatisfying(ToolRun.PartSkipped.class, partly -> {
                    assertThat(partly.reason())
                            .contains("flake8 does not read ", file.substring(file.lastIndexOf('/') + 1), "not UTF-8");
                });
        String utf8 =
                new String("[flake8]\n# M\u00fcller\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(run(0, Folders.FLAKE8_CLEAN, Map.of(file, utf8))).isEqualTo(new ToolRun.Clean());
    }

    @Test
    void a_password_that_a_plugin_finds_is_not_told() {
        String line = "./settings.py:1:12: S105 Possible hardcoded password: 'hunter2'\n";
        assertThat(run(1, line, Map.of()).findings())
                .extracting(Finding::message)
                .isEqualTo(List.of("Possible hardcoded password"));
    }
}
