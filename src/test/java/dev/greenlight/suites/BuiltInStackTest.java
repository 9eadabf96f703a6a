package dev.greenlight.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltInStackTest {
    private static BuiltInStack.Tested tested(String name, Service.Kind kind, String dockerfile) {
        Service service = new Service(name, kind, name, 8000, "/", Optional.empty(), List.of());
        return new BuiltInStack.Tested(service, Path.of("/w", name), dockerfile);
    }

    private static JsonNode json(BuiltInStack.Tested... services) throws IOException {
        return new JsonMapper()
                .readTree(BuiltInStack.of(List.of(services)).text())
                .path("services");
    }

    @Test
    void every_service_has_a_suite_and_django_a_database() throws IOException {
        ComposeModel model = BuiltInStack.of(List.of(
                tested("backend", Service.Kind.DJANGO, ""),
                tested("frontend", Service.Kind.REACT, "FROM node AS build")));
        assertThat(model.suites("test")).containsExactly("backend-test", "frontend-test");
        assertThat(model.closure(Set.of("backend-test"))).containsExactly("backend-test", "database");
        JsonNode services = new JsonMapper().readTree(model.text()).path("services");
        assertThat(services.at("/backend-test/environment/DATABASE_URL").asText())
                .contains("@database:5432/");
        assertThat(services.at("/backend-test/depends_on/database/condition").asText())
                .isEqualTo("service_healthy");
        assertThat(services.at("/frontend-test/build/dockerfile_inline").asText())
                .contains("npm ci");
        assertThat(services.at("/frontend-test/command").toString()).contains("junit");
    }

    @Test
    void a_stage_for_tests_is_the_one_to_build() throws IOException {
        JsonNode services = json(
                tested(
                        "backend",
                        Service.Kind.DJANGO,
                        "FROM python:3.13 AS base\nfrom base as test\nFROM base AS runtime\n"),
                tested("frontend", Service.Kind.REACT, "FROM node:22 AS test\r\nCOPY . .\r\n"));
        assertThat(services.at("/backend-test/build/target").asText()).isEqualTo("test");
        assertThat(services.at("/frontend-test/build/target").asText()).isEqualTo("test");
        assertThat(services.at("/frontend-test/build").has("dockerfile_inline")).isFalse();
    }

    @Test
    void another_stage_is_not_taken_for_it() throws IOException {
        assertThat(json(tested("backend", Service.Kind.DJANGO, "FROM x AS testing\nFROM test\n"))
                        .at("/backend-test/build")
                        .has("target"))
                .isFalse();
    }
}
