package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each tool's exit code and report come to together. */
class ToolEndingsTest {
    private static final ReportedPaths PATHS = new ReportedPaths(Path.of("/scratch/project/app"), "app");
    private static final String ESLINT_WARNING =
            "[{\"filePath\":\"/scratch/project/app/a.ts\",\"messages\":[{\"ruleId\":\"r\",\"severity\":1,\"message\":\"m\"}]}]";

    private static String run(Check check, int code, String output, String errors) {
        return check.read(new Ending.Exited(code, output, errors, Duration.ofSeconds(1)), PATHS)
                .getClass()
                .getSimpleName();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;'';'';Clean",
                "1;'./a.py:1:1: F401 unused';'';Found",
                "1;'';'';Crashed",
                "1;'';'Traceback (most recent call last):';Crashed",
                "1;'./a.py:1:1: F401 unused';'Traceback (most recent call last):';Crashed",
                "0;'./a.py:1:1: F401 unused';'';Crashed",
                "2;'';'usage: flake8';Crashed",
                "-9;'';'';Crashed",
                "0;'plugin says hello';'';NoReport",
                "1;'json';'';Crashed"
            })
    void flake8(int code, String output, String errors, String expected) {
        assertThat(run(new Flake8(), code, output, errors)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;'';Clean",
                "2;'a.ts(1,1): error TS1: x';Found",
                "1;'error TS18003: no inputs';Found",
                "1;'';Crashed",
                "0;'a.ts(1,1): error TS1: x';Crashed",
                "134;'FATAL ERROR: heap out of memory';Crashed",
                "134;'a.ts(1,1): error TS1: x';Crashed"
            })
    void tsc(int code, String output, String expected) {
        assertThat(run(new Tsc(), code, output, "")).isEqualTo(expected);
    }

    @Test
    void eslint() {
        assertThat(run(new Eslint(), 0, "[]", "")).isEqualTo("Clean");
        assertThat(run(new Eslint(), 0, ESLINT_WARNING, "")).isEqualTo("Found");
        assertThat(run(new Eslint(), 1, ESLINT_WARNING.replace(":1,", ":2,"), ""))
                .isEqualTo("Found");
        assertThat(run(new Eslint(), 1, "[]", "")).isEqualTo("Crashed");
        assertThat(run(new Eslint(), 2, "", "Oops! Something went wrong!")).isEqualTo("Crashed");
        assertThat(run(new Eslint(), 0, "", "")).isEqualTo("NoReport");
        assertThat(run(new Eslint(), 0, ESLINT_WARNING.substring(0, 40), "")).isEqualTo("NoReport");
    }

    @Test
    void a_crash_keeps_its_last_lines() {
        ToolRun run = new Flake8()
                .read(
                        new Ending.Exited(1, "", "Traceback (most recent call last):\nValueError: no", Duration.ZERO),
                        PATHS);
        assertThat(run)
                .isInstanceOfSatisfying(
                        ToolRun.Crashed.class,
                        crashed -> assertThat(crashed.lastLines()).endsWith("ValueError: no"));
    }
}
