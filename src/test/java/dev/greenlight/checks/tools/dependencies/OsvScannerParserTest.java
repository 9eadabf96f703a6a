package dev.greenlight.checks.tools.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.PlannedChecks;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.process.Ending;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a vulnerable package is said to come in. */
class OsvScannerParserTest {
    private static final Path FOLDER = Path.of("/copy/backend");
    private static final String UV = """
            version = 1

            [[package]]
            name = "backend"
            version = "0.1.0"
            source = { virtual = "." }
            dependencies = [
                { name = "django" },
            ]

            [[package]]
            name = "django"
            version = "5.2.19"
            source = { registry = "https://pypi.org/simple" }

            [[package]]
            name = "django"
            version = "3.2.0"
            source = { registry = "https://pypi.org/simple" }
            """;

    private static Requirement pinned(String name, String version, String file, int line) {
        return new Requirement(name, Optional.of(version), "", file, line);
    }

    private static String report(String source, String name, String version) {
        return """
                {"results":[{"source":{"path":"%s/%s"},"packages":[{"package":{"name":"%s","version":"%s"},
                 "groups":[{"ids":["GHSA-1"],"max_severity":"9.8"}],"vulnerabilities":[]}]}]}""".formatted(FOLDER, source, name, version);
    }

    private static List<Location> places(String output, List<Requirement> requirements, Map<String, String> sources) {
        ToolReport report = new ToolReport(
                new Ending.Exited(1, output, "", Duration.ZERO),
                new ReportedPaths(FOLDER, "backend"),
                PlannedChecks.declaring(requirements, Set.of()),
                path -> sources.getOrDefault(FOLDER.relativize(Path.of(path)).toString(), ""));
        return OsvScannerParser.parse(report).orElseThrow().stream()
                .map(Finding::location)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void of_several_requirements_the_one_of_that_version_and_file_is_meant() {
        List<Requirement> all = List.of(
                pinned("django", "5.2.19", "requirements.txt", 1),
                pinned("django", "3.2", "more.txt", 2),
                pinned("django", "3.2", "requirements-dev.txt", 7));
        assertThat(places(report("requirements-dev.txt", "Django", "3.2"), all, Map.of()))
                .containsExactly(new Location("backend/requirements-dev.txt", 7, 0));
        assertThat(places(report("requirements.txt", "django", "3.2"), all, Map.of()))
                .as("which another file brings that it includes")
                .containsExactly(new Location("backend/more.txt", 2, 0));
        assertThat(places(report("requirements-dev.txt", "django", "4.0"), all, Map.of()))
                .containsExactly(new Location("backend/requirements-dev.txt", 7, 0));
        assertThat(places(report("requirements.txt", "other", "1"), all, Map.of()))
                .containsExactly(new Location("backend/requirements.txt", 0, 0));
    }

    @Test
    void what_a_lock_file_has_is_there_and_not_where_a_requirements_file_has_another_version() {
        List<Requirement> all = List.of(pinned("django", "5.2.19", "requirements.txt", 1));
        for (String lock : List.of("uv.lock", "poetry.lock", "pdm.lock")) {
            assertThat(places(report(lock, "django", "3.2.0"), all, Map.of(lock, UV)))
                    .containsExactly(new Location("backend/" + lock, 17, 0));
        }
        assertThat(places(report("poetry.lock", "django", "1.0"), all, Map.of("poetry.lock", UV)))
                .containsExactly(new Location("backend/poetry.lock", 0, 0));
        assertThat(places(report("Pipfile.lock", "django", "3.2.0"), all, Map.of("Pipfile.lock", "{}")))
                .containsExactly(new Location("backend/Pipfile.lock", 0, 0));
    }

    /** Whose name somebody else's package may have. */
    @Test
    void the_project_itself_is_no_package_of_an_index() {
        assertThat(places(report("uv.lock", "backend", "0.1.0"), List.of(), Map.of("uv.lock", UV)))
                .isEmpty();
        assertThat(places(report("uv.lock", "backend", "0.2.0"), List.of(), Map.of("uv.lock", UV)))
                .hasSize(1);
    }
}
