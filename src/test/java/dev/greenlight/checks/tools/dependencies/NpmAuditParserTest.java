package dev.greenlight.checks.tools.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.process.Ending;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NpmAuditParserTest {
    @Test
    void a_lock_file_further_up_is_where_the_package_enters() throws IOException {
        String output = """
                {"metadata":{},"vulnerabilities":{"left":{"via":[{"source":1,"name":"left","severity":"high"}]}}}""";
        ServiceFacts facts = new ServiceFacts(
                Folders.FRONTEND, Set.of(), false, false, Optional.of("."), false, List.of(), Optional.of(Set.of()));
        ToolReport report = new ToolReport(
                new Ending.Exited(1, output, "", Duration.ZERO),
                new ReportedPaths(Path.of("/r/frontend"), "frontend"),
                facts,
                path -> path.equals("../package-lock.json") ? "{\n\"node_modules/left\": {\n" : "");

        assertThat(NpmAuditParser.parse(new ObjectMapper().readTree(output), report)
                        .orElseThrow())
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("package-lock.json", 2, 0)));
    }

    @Test
    void of_two_versions_of_a_package_the_place_of_the_bad_one_is_told() throws IOException {
        String output = """
                {"metadata":{},"vulnerabilities":{"m":{"via":[{"source":1,"name":"m","severity":"high"}],
                 "nodes":["node_modules/absent","node_modules/z/node_modules/m"]}}}""";
        String lock = """
                {"packages": {
                "node_modules/m": {"version": "1.2.8"},
                "node_modules/z/node_modules/m": {"version": "0.0.8"}
                }}""";
        ToolReport report = new ToolReport(
                new Ending.Exited(1, output, "", Duration.ZERO),
                new ReportedPaths(Path.of("/r/frontend"), "frontend"),
                Folders.REACT,
                path -> path.equals("package-lock.json") ? lock : "");
        assertThat(NpmAuditParser.parse(new ObjectMapper().readTree(output), report)
                        .orElseThrow())
                .extracting(Finding::location)
                .containsExactly(Optional.of(new Location("frontend/package-lock.json", 3, 0)));
    }
}
