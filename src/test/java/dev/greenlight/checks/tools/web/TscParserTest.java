package dev.greenlight.checks.tools.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TscParserTest {
    private static final ReportedPaths PATHS = new ReportedPaths(Path.of("/scratch/project/frontend"), "frontend");

    @Test
    void every_finding_is_read_with_its_continued_message() {
        List<Finding> findings = TscParser.parse("""
                src/App.tsx(12,5): error TS2322: Type 'string' is not assignable to type 'number'.
                src/api/client.ts(3,10): error TS2345: Argument of type '{}' is not assignable.
                  Property 'id' is missing in type '{}'.
                    Really.
                src/day.ts(1,1): warning TS6133: 'x' is declared but never used.
                """, PATHS);
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
        assertThat(TscParser.parse("", PATHS)).isEmpty();
    }

    @Test
    void what_is_no_finding_is_none() {
        assertThat(TscParser.parse("  continued without a beginning\nsrc/App.tsx(12,", PATHS))
                .isEmpty();
    }

    @Test
    void a_finding_about_the_configuration_has_no_place() {
        assertThat(TscParser.parse("error TS18003: No inputs were found in config file.", PATHS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.location()).isEmpty());
    }

    @Test
    void paths_may_be_in_any_script_and_hold_parentheses() {
        assertThat(TscParser.parse("src/(träume)/夢(1).ts(7,3): error TS1005: ';' expected.", PATHS))
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("frontend/src/(träume)/夢(1).ts", 7, 3)));
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(TscParser.parse("a.ts(1,2): error TS1: x\r\n  more\r\nb.ts(1,2): error TS2: \r\n", PATHS))
                .extracting(Finding::message)
                .containsExactly("x\n  more", "TS2");
    }

    @Test
    void a_path_above_the_service_stays_in_the_workspace() {
        assertThat(TscParser.parse("../shared/types.ts(2,1): error TS2304: Cannot find name 'Dream'.", PATHS))
                .extracting(finding -> finding.location().orElseThrow().path())
                .containsExactly("shared/types.ts");
    }
}
