package dev.greenlight.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGateTest {
    private static List<String> rules(
            String user, List<String> env, Map<String, String> labels, List<Integer> ports, String... history) {
        BuiltImage image = new BuiltImage(Images.ID, user, env, labels, ports, List.of(), 1);
        return ImageGate.judge(Images.BUILD, image, List.of(history)).stream()
                .map(finding -> finding.severity() + " " + finding.rule())
                .toList();
    }

    @Test
    void a_good_image_has_no_findings() {
        assertThat(rules("10001:10001", List.of("PATH=/bin"), Map.of(), List.of(80, 8000), "RUN pip install"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "root", "0:0", "root:root"})
    void root_is_an_error(String user) {
        assertThat(rules(user, List.of(), Map.of(), List.of(8000))).containsExactly("ERROR runs-as-root");
    }

    @Test
    void secrets_are_errors_wherever_they_stand() {
        assertThat(rules("app", List.of("API_TOKEN=abcdefgh1234"), Map.of(), List.of(8000)))
                .containsExactly("ERROR secret-in-env");
        assertThat(rules("app", List.of(), Map.of("db.password", "abcdefgh1234"), List.of(8000)))
                .containsExactly("ERROR secret-in-label");
        assertThat(rules("app", List.of(), Map.of(), List.of(8000), "|1 NPM_TOKEN=abcdefgh1234 /bin/sh -c npm ci"))
                .containsExactly("ERROR secret-in-history");
        assertThat(rules("app", List.of(), Map.of(), List.of(8000), "RUN PASSWORD='abcdefgh 1234' ./x"))
                .containsExactly("ERROR secret-in-history");
        assertThat(rules("app", List.of(), Map.of(), List.of(8000), "RUN DJANGO_SECRET_KEY=build python manage.py"))
                .isEmpty();
    }

    @Test
    void the_name_of_a_variable_is_no_part_of_its_value() {
        assertThat(rules("app", List.of("API_TOKEN=abcdef"), Map.of(), List.of(8000)))
                .isEmpty();
    }

    @Test
    void a_secret_of_the_build_is_told_beside_variables_of_other_names() {
        assertThat(rules(
                        "app",
                        List.of("PATH=/bin"),
                        Map.of(),
                        List.of(8000),
                        "|1 NPM_TOKEN=abcdefgh1234 /bin/sh -c npm ci"))
                .containsExactly("ERROR secret-in-history");
    }

    @Test
    void a_variable_is_told_once_though_its_history_has_it_too() {
        assertThat(rules(
                        "app",
                        List.of("API_TOKEN=abcdefgh1234"),
                        Map.of(),
                        List.of(8000),
                        "ENV API_TOKEN=abcdefgh1234"))
                .containsExactly("ERROR secret-in-env");
    }

    @Test
    void ports_are_compared_with_what_the_project_says() {
        assertThat(rules("app", List.of(), Map.of(), List.of())).containsExactly("NOTE no-port");
        assertThat(rules("app", List.of(), Map.of(), List.of(80)))
                .containsExactly("WARNING other-port", "WARNING low-port");
        assertThat(rules("app", List.of(), Map.of(), List.of(1024))).containsExactly("WARNING other-port");
    }

    @Test
    void a_secret_is_named_and_never_shown() {
        BuiltImage image = new BuiltImage(
                Images.ID, "app", List.of("API_TOKEN=abcdefgh1234"), Map.of(), List.of(8000), List.of(), 1);
        assertThat(ImageGate.judge(Images.BUILD, image, List.of()))
                .extracting(Finding::message)
                .hasSize(1)
                .allMatch(message -> message.contains("API_TOKEN") && !message.contains("abcdefgh1234"));
    }
}
