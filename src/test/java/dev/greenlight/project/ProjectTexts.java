package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.report.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Texts of greenlight.yml for tests, and what is refused of them. */
abstract class ProjectTexts {
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

    static List<String> faults(String text) {
        InvalidInput refused =
                catchThrowableOfType(InvalidInput.class, () -> ProjectParser.parse(text, "greenlight.yml"));
        assertThat(refused).as("the file is refused").isNotNull();
        return refused.faults().stream().map(InvalidInput.Fault::toString).toList();
    }

    static <T> T in(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }
}
