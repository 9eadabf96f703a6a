package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.report.InvalidInput;
import java.util.List;

/** Texts of a project's file that tests begin with, and what is refused of one. */
final class Projects {
    static final String SERVICES = """
            version: 1
            services:
              backend: { kind: django, path: backend, port: 8000, health: /api/health }
            """;
    static final String ENVIRONMENT = SERVICES + """
            environments:
              production:
                project: dreamcatchr
                regions: [europe-west1]
                registry: europe-west1-docker.pkg.dev/dreamcatchr/images
                services:
                  backend:
                    name: dreamcatchr-backend
            """;

    private Projects() {}

    /** What a file that must be refused is refused for, fault by fault. */
    static List<String> faults(String text) {
        InvalidInput refused =
                catchThrowableOfType(InvalidInput.class, () -> ProjectParser.parse(text, "greenlight.yml"));
        assertThat(refused).as("the file is refused").isNotNull();
        return refused.faults().stream().map(InvalidInput.Fault::toString).toList();
    }
}
