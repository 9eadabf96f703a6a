package dev.greenlight.checks.tools.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TscParserTest {
    private static final ReportedPaths PATHS = new ReportedPaths(Path.of("/scratch/project/frontend"), "frontend");

    @Test
    void every_finding_is_read_with_its_continued_message() {
        List<Finding> findings = findings("""
                src/App.tsx(12,5): error TS2322: Type 'string' is not assignable to type 'number'.
                src/api/client.ts(3,10): error TS2345: Argument of type '{}' is not assignable.
                  Property 'id' is missing in type '{}'.
                    Really.
                src/day.ts(1,1): warning TS6133: 'x' is declared but never used.
                """);
        assertThat(findings).extracting(Finding::rule).containsExactly("TS2322", "TS2345", "TS6133");
        assertThat(findings.get(0))
                .isEqualTo(new Finding(
                        "tsc",
                        "TS2322",
                        Severity.ERROR,
                        Optional.of(new Location("frontend/src/App.tsx", 12, 5)),
                        "Type 'string' is not assignable to type 'number'."));
        assertThat(findings.get(1).message()).endsWith("is missing in type '{}'.\n    Really.");
        assertThat(findings.get(2).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void an_empty_report_has_no_findings() {
        assertThat(TscParser.parse("", PATHS)).isEqualTo(new TscParser.Parsed(List.of(), List.of()));
    }

    @Test
    void what_is_no_finding_is_none() {
        assertThat(TscParser.parse("  continued without a beginning\nsrc/App.tsx(12,", PATHS))
                .isEqualTo(
                        new TscParser.Parsed(List.of(), List.of("  continued without a beginning", "src/App.tsx(12,")));
    }

    @Test
    void a_finding_about_the_configuration_has_no_place() {
        assertThat(findings("error TS18003: No inputs were found in config file."))
                .singleElement()
                .satisfies(finding -> assertThat(finding.location()).isEmpty());
    }

    @Test
    void paths_may_be_in_any_script_and_hold_parentheses() {
        assertThat(findings("src/(träume)/夢(1).ts(7,3): error TS1005: ';' expected."))
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("frontend/src/(träume)/夢(1).ts", 7, 3)));
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(findings("a.ts(1,2): error TS1: x\r\n  more\r\nb.ts(1,2): error TS2: \r\n"))
                .extracting(Finding::message)
                .containsExactly("x\n  more", "TS2");
    }

    @Test
    void a_path_above_the_service_stays_in_the_workspace() {
        assertThat(findings("../shared/types.ts(2,1): error TS2304: Cannot find name 'Dream'."))
                .extracting(finding -> finding.location().orElseThrow().path())
                .containsExactly("shared/types.ts");
    }

    @Test
    void the_beginning_of_a_path_that_a_line_end_cuts_in_two_is_told_apart_from_the_finding_behind_it() {
        TscParser.Parsed parsed = TscParser.parse("x\nlegacy/b.ts(1,14): error TS2322: wrong.\n", PATHS);
        assertThat(parsed.strange()).containsExactly("x");
        assertThat(parsed.findings()).hasSize(1);
        ToolReport report = new ToolReport(
                new Ending.Exited(2, "x\nlegacy/b.ts(1,14): error TS2322: wrong.\n", "", Duration.ZERO),
                PATHS,
                Folders.REACT,
                path -> "");
        assertThat(new Tsc().read(report)).isEqualTo(new ToolRun.NoReport("tsc printed a line that is no finding: x"));
    }

    private static List<Finding> findings(String output) {
        TscParser.Parsed parsed = TscParser.parse(output, PATHS);
        assertThat(parsed.strange()).isEmpty();
        return parsed.findings();
    }
}
