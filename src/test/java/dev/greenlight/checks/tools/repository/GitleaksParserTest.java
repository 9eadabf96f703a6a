package dev.greenlight.checks.tools.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Location;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitleaksParserTest {
    @Test
    void findings_are_in_the_order_of_their_places() {
        String report = """
                [{"RuleID":"b","File":"a.env","StartLine":9,"StartColumn":1},
                 {"RuleID":"b","File":"a.env","StartLine":3,"StartColumn":1},
                 {"RuleID":"a","File":"a.env","StartLine":9,"StartColumn":1}]""";

        assertThat(GitleaksParser.parse(report, new ReportedPaths(Path.of("/r"), ""), path -> "text")
                        .orElseThrow())
                .extracting(finding -> finding.rule() + finding.location())
                .containsExactly(
                        "b" + Optional.of(new Location("a.env", 3, 1)),
                        "a" + Optional.of(new Location("a.env", 9, 1)),
                        "b" + Optional.of(new Location("a.env", 9, 1)));
    }

    @Test
    void a_line_of_a_commit_is_a_place_where_there_is_no_such_file_any_more() {
        String report = """
                [{"RuleID":"a","File":"gone.env","StartLine":3,"StartColumn":7,"Commit":"0123456789abcdef"},
                 {"RuleID":"a","File":"kept.env","StartLine":3,"StartColumn":7,"Commit":"0123456789abcdef"}]""";

        assertThat(GitleaksParser.parse(
                                report,
                                new ReportedPaths(Path.of("/r"), ""),
                                path -> path.equals("kept.env") ? "another = 1\n" : "")
                        .orElseThrow())
                .allSatisfy(finding -> assertThat(finding.message()).contains("It is in line 3 of commit 0123456789,"))
                .extracting(finding -> finding.location().orElseThrow())
                .containsExactly(new Location("gone.env", 3, 7), new Location("kept.env", 0, 0));
    }
}
