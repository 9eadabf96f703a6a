package dev.greenlight.checks.tools.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Flake8ParserTest {
    private static final ReportedPaths PATHS = new ReportedPaths(Path.of("/scratch/project/backend"), "app/backend");

    @Test
    void every_finding_is_read() {
        Flake8Parser.Parsed parsed = Flake8Parser.parse("""
                ./config/urls.py:3:1: F401 'os' imported but unused
                ./dreams/views.py:120:80: E501 line too long (131 > 119 characters)
                ./dreams/views.py:7:10: W291 trailing whitespace
                ./dreams/forms.py:12:5: C901 'clean' is too complex (11)
                """, PATHS);
        assertThat(parsed.strange()).isEmpty();
        assertThat(parsed.findings()).extracting(Finding::rule).containsExactly("F401", "E501", "W291", "C901");
        assertThat(parsed.findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.ERROR);
        assertThat(parsed.findings().getFirst())
                .isEqualTo(new Finding(
                        "flake8",
                        "F401",
                        Severity.ERROR,
                        Optional.of(new Location("app/backend/config/urls.py", 3, 1)),
                        "'os' imported but unused"));
    }

    @Test
    void an_empty_report_has_no_findings() {
        assertThat(Flake8Parser.parse("", PATHS)).isEqualTo(Flake8Parser.parse("\n\r\n", PATHS));
        assertThat(Flake8Parser.parse("", PATHS).findings()).isEmpty();
    }

    @Test
    void a_broken_line_is_strange_and_no_finding() {
        Flake8Parser.Parsed parsed = Flake8Parser.parse("./a.py:1:1: F401 unused\n./b.py:2\njson\n", PATHS);
        assertThat(parsed.findings()).hasSize(1);
        assertThat(parsed.strange()).containsExactly("./b.py:2", "json");
    }

    @Test
    void a_file_that_cannot_be_read_has_no_line() {
        Finding finding = Flake8Parser.parse("gone.py:0:1: E902 FileNotFoundError: [Errno 2] No such file", PATHS)
                .findings()
                .getFirst();
        assertThat(finding.location()).contains(new Location("app/backend/gone.py", 0, 1));
        assertThat(finding.message()).startsWith("FileNotFoundError: [Errno 2]");
    }

    @Test
    void paths_may_be_in_any_script_and_hold_blanks_and_colons() {
        assertThat(Flake8Parser.parse("./träume/夢 1:2.py:4:2: E999 SyntaxError: bad\n", PATHS)
                        .findings())
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("app/backend/träume/夢 1:2.py", 4, 2)));
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(Flake8Parser.parse("./a.py:1:2: E111 indentation\r\n./a.py:2:2: E111 indentation\r\n", PATHS)
                        .findings())
                .extracting(Finding::message)
                .containsExactly("indentation", "indentation");
    }

    @Test
    void a_finding_without_text_says_its_code() {
        assertThat(Flake8Parser.parse("./a.py:1:2: ABC12 ", PATHS).findings()).isEmpty();
        assertThat(Flake8Parser.parse("./a.py:1:-1: E133 x", PATHS)
                        .findings()
                        .getFirst()
                        .location())
                .contains(new Location("app/backend/a.py", 1, 0));
    }

    @Test
    void what_options_add_about_numbers_is_neither() {
        Flake8Parser.Parsed parsed = Flake8Parser.parse("""
                2
                1     E501 line too long (131 > 119 characters)
                0.53      seconds elapsed
                204       total logical lines processed
                """, PATHS);
        assertThat(parsed.findings()).isEmpty();
        assertThat(parsed.strange()).isEmpty();
    }
}
