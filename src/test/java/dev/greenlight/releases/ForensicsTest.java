package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a failed release tells the person who mends it. */
class ForensicsTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void something_serves() {
        stage.deploy("v1");
    }

    private static String section(Report report, String title) {
        return report.sections().stream()
                .filter(section -> section.title().equals(title))
                .map(Section::markdown)
                .collect(Collectors.joining());
    }

    @Test
    void a_recognised_cause_comes_with_the_line_that_says_so_and_the_next_command() {
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.logs.said =
                List.of("django.core.exceptions.DisallowedHost: Invalid HTTP_HOST header: 'candidate---app-api.test'.");

        Report report = stage.deploy("v2");

        assertThat(section(report, "What it looks like"))
                .contains(
                        "Django refuses the host candidate---app-api.test",
                        "seen: ` django.core.exceptions",
                        "command: ` gcloud run revisions describe app-api-v2-");
        assertThat(section(report, "Why"))
                .contains("answer: health: 503", "Next: allow Cloud Run's addresses in ALLOWED");
        assertThat(String.valueOf(report.data().get("causes"))).contains("kind=allowed-hosts", "--project=p1");
    }

    @Test
    void without_a_recognised_cause_the_next_command_shows_the_log() {
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);

        Report report = stage.deploy("v2");

        assertThat(section(report, "What it looks like")).isEmpty();
        assertThat(section(report, "Why")).contains("gcloud logging read", "revision_name=\"app-api-v2-");
        assertThat(report.data().get("causes")).isEqualTo(List.of());
    }

    @Test
    void the_last_fifty_lines_are_shown_and_no_secret_is_among_them() {
        stage.cloud.behave("v2", Behaviour.CRASHING);
        stage.logs.said = IntStream.range(0, 80)
                .mapToObj(i -> i == 7 ? "connecting to postgres://app:hunter2@db/app" : "line " + i)
                .toList();

        Report report = stage.deploy("v2");

        String log = section(report, "Last log lines of what failed");
        assertThat(log.lines().filter(line -> line.startsWith("t ERROR"))).hasSize(50);
        assertThat(log).contains("postgres://app:***@db/app");
        assertThat(report.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_secret_that_the_application_answers_with_is_not_repeated() {
        stage.cloud.behave("v2", Behaviour.saying(503, "no route to postgres://app:hunter2@db/app", "text/plain", 1));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(section(report, "Why")).contains("postgres://app:***@db/app");
        assertThat(report + " " + stage.progress.lines).doesNotContain("hunter2");
    }

    @Test
    void what_a_stranger_wrote_into_the_log_is_no_markup() {
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.logs.said = List.of("Invalid HTTP_HOST header: '[x](http://evil)<b>`**'.");

        String looks = section(stage.deploy("v2"), "What it looks like");

        assertThat(looks).contains("\\[x\\](http://evil)&lt;b>\\`\\*\\*", "`` Invalid HTTP");
    }
}
