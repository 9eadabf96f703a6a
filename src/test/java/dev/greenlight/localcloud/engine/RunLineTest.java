package dev.greenlight.localcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunLineTest {
    private static final Key KEY = new Key(Key.Kind.REVISION, "demo", "here", "web", "web-v1");
    private static final Probe PROBE =
            new Probe("", 8080, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(240));

    @Test
    void values_go_by_standard_input_and_are_never_arguments() {
        RunLine line = RunLine.of(workload(List.of(), Map.of("KEY", "s3cret", "PEM", "two\nlines")), "id", "net", "n");
        assertThat(line.arguments()).noneMatch(argument -> argument.contains("s3cret") || argument.contains("lines"));
        assertThat(line.input()).isEqualTo("KEY=s3cret\n");
        assertThat(line.environment()).containsExactly(Map.entry("PEM", "two\nlines"));
        assertThat(line.arguments()).containsSequence("--env", "PEM").containsSequence("--env-file", "/dev/stdin");
    }

    @Test
    void a_command_replaces_the_entry_point_and_arguments_follow_the_image() {
        RunLine line = RunLine.of(workload(List.of("sh", "-c"), Map.of()), "id", "net", "n");
        assertThat(line.arguments()).containsSequence("--entrypoint", "sh").endsWith("app:1", "-c", "run");
    }

    @Test
    void labels_let_a_later_server_find_its_containers() {
        RunLine line = RunLine.of(workload(List.of(), Map.of()), "id", "net", "n");
        assertThat(line.arguments())
                .contains("dev.greenlight.localcloud=id", "dev.greenlight.localcloud.key=" + KEY.text())
                .containsSequence("--memory", "1024b")
                .containsSequence("--volume", "/secrets:/run/secrets:ro");
        assertThat(Key.parse(KEY.text())).isEqualTo(KEY);
    }

    private static Workload workload(List<String> command, Map<String, String> environment) {
        return new Workload(
                KEY,
                "app:1",
                command,
                List.of("run"),
                environment,
                Map.of("/run/secrets", Path.of("/secrets")),
                PROBE,
                1024);
    }
}
