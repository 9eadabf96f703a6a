package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.report.InvalidInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisoriesReaderTest {
    private static Project project(String mirror) {
        return ProjectParser.parse("""
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /api/health }
                advisories:
                  osv-database: "%s"
                """.formatted(mirror), "greenlight.yml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://mirror.example:99999/osv", "https://mirror.example:0", "https://mirror.example:/osv"})
    void a_port_that_there_is_not_is_refused_with_its_line(String mirror) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> project(mirror));
        assertThat(refused.faults())
                .singleElement()
                .asString()
                .contains("greenlight.yml:5", mirror, "a port from 1 to 65535", "https://mirror.example/osv-database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mirror.example:65535/osv", "https://[::1]:8080", "https://mirror.example"})
    void an_address_is_taken_as_it_is_written(String mirror) {
        assertThat(project(mirror).advisories().osvDatabase()).contains(mirror);
    }
}
