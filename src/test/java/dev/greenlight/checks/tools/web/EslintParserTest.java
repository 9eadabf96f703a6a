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

class EslintParserTest {
    private static final ReportedPaths PATHS = new ReportedPaths(Path.of("/scratch/project/frontend"), "frontend");
    private static final String WHOLE = """
            [{"filePath":"/scratch/project/frontend/src/App.tsx","errorCount":1,"warningCount":1,"messages":[
               {"ruleId":"no-unused-vars","severity":2,"message":"'x' is defined but never used.","line":3,"column":7},
               {"ruleId":"react-hooks/exhaustive-deps","severity":1,"message":"Missing dependency","line":9,"column":1}]},
             {"filePath":"/scratch/project/frontend/src/clean.ts","messages":[]}]
            """;

    private static List<Finding> findings(String report) {
        return EslintParser.parse(report, PATHS).orElseThrow().findings();
    }

    @Test
    void every_finding_is_read() {
        assertThat(findings(WHOLE))
                .containsExactly(
                        new Finding(
                                "eslint",
                                "no-unused-vars",
                                Severity.ERROR,
                                Optional.of(new Location("frontend/src/App.tsx", 3, 7)),
                                "'x' is defined but never used."),
                        new Finding(
                                "eslint",
                                "react-hooks/exhaustive-deps",
                                Severity.WARNING,
                                Optional.of(new Location("frontend/src/App.tsx", 9, 1)),
                                "Missing dependency"));
    }

    @Test
    void a_report_without_files_has_no_findings() {
        assertThat(findings("[]")).isEmpty();
    }

    @Test
    void what_is_not_a_whole_report_is_none() {
        assertThat(EslintParser.parse("", PATHS)).isEmpty();
        assertThat(EslintParser.parse(WHOLE.substring(0, 150), PATHS)).isEmpty();
        assertThat(EslintParser.parse("{}", PATHS)).isEmpty();
        assertThat(EslintParser.parse("[{\"messages\":[]}]", PATHS)).isEmpty();
        assertThat(EslintParser.parse("[{\"filePath\":\"a\"}]", PATHS)).isEmpty();
        assertThat(EslintParser.parse("[]\nOops", PATHS)).isEmpty();
    }

    @Test
    void a_message_about_the_file_has_neither_rule_nor_line() {
        assertThat(findings("""
                [{"filePath":"/scratch/project/frontend/a.ts","messages":[
                  {"ruleId":null,"fatal":true,"severity":2,"message":"Parsing error"},{"severity":2}]}]"""))
                .extracting(
                        Finding::rule,
                        Finding::message,
                        finding -> finding.location().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "file", "Parsing error", new Location("frontend/a.ts", 0, 0)),
                        org.assertj.core.groups.Tuple.tuple(
                                "file", "ESLint gave no message", new Location("frontend/a.ts", 0, 0)));
    }

    @Test
    void paths_may_be_in_any_script_and_lines_end_as_on_windows() {
        assertThat(
                        findings(
                                "[{\"filePath\":\"/scratch/project/frontend/träume/夢.ts\",\r\n\"messages\":[{\"ruleId\":\"r\",\"severity\":2,\"message\":\"m\",\"line\":1,\"column\":2}]}]\r\n"))
                .extracting(finding -> finding.location().orElseThrow().path())
                .containsExactly("frontend/träume/夢.ts");
    }
}
