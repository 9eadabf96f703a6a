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

        assertThat(GitleaksParser.parse(report, new ReportedPaths(Path.of("/r"), ""))
                        .orElseThrow())
                .extracting(finding -> finding.rule() + finding.location())
                .containsExactly(
                        "b" + Optional.of(new Location("a.env", 3, 1)),
                        "a" + Optional.of(new Location("a.env", 9, 1)),
                        "b" + Optional.of(new Location("a.env", 9, 1)));
    }
}
