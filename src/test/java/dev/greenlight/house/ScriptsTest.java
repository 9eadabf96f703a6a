package dev.greenlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts decide by themselves, with stand-ins for the programs that they call. */
@SuppressWarnings("NullAway.Init")
class ScriptsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private Ending.Exited bash(Map<String, String> environment, String script) {
        Command command = Command.of(ROOT, List.of("bash", "-euo", "pipefail", "-c", script))
                .withEnvironment(Map.of("PATH", System.getenv("PATH")))
                .withEnvironment(environment)
                .within(Duration.ofSeconds(30));
        return (Ending.Exited) new LocalCommands().run(command);
    }

    private String said(String script) {
        Ending.Exited ended = bash(Map.of(), script);
        assertThat(ended.code()).as(ended.toString()).isZero();
        return ended.output();
    }

    @ParameterizedTest
    @CsvSource({
        "3,     3,   ok,             0",
        "-2.5,  3,   ok,             0",
        "3.1,   3,   OVER THE LIMIT, 1",
        "'',    3,   NOT MEASURED,   1",
        "nan,   3,   NOT MEASURED,   1",
        "'1 2', 3,   NOT MEASURED,   1",
        "3,     '',  NOT MEASURED,   1",
    })
    void a_figure_that_is_missing_does_not_keep_its_limit(String value, String limit, String verdict, String broken) {
        assertThat(said(". scripts/lib/limits.sh; limit 'A thing' '" + value + "' '" + limit + "' ms; echo $broken"))
                .containsPattern("^A thing .* \\(limit .*\\) " + verdict + "\n" + broken + "\n$");
    }

    @Test
    void an_image_that_cannot_be_looked_at_keeps_no_limit() {
        String image = """
                image=none base=base
                . scripts/lib/limits.sh; . scripts/lib/bench-image.sh
                docker() { case "$*" in image*) echo 10 ;; %s *) return 1 ;; esac; }
                bench_image; echo $broken
                """;
        assertThat(said(image.formatted("")))
                .containsPattern("Own layers.* NOT MEASURED\nJava.* NOT MEASURED\nPrograms.* NOT MEASURED\n1\n$");
        String layers = "*none) printf '7000000\\tCOPY / /opt/greenlight/lib\\n\\n' ;; *base) echo ;;";
        assertThat(said(image.formatted(layers + " history*) printf '7000000\\tCOPY x /opt/greenlight/lib\\n' ;;")))
                .containsPattern("Own layers.* 7 MB .* ok\nJava.* 7 MB .* ok\nPrograms.* NOT MEASURED\n1\n$");
        assertThat(
                        said(
                                image.formatted(
                                        layers
                                                + " history*) printf '7000000\\tCOPY x /opt/greenlight/lib\\n' ;; run*) printf '/a/bin/x\\n/b/bin/x\\n' ;;")))
                .containsPattern("Programs.* 1 .*OVER THE LIMIT\nx\n1\n$");
    }

    @Test
    void requests_without_an_answer_are_errors_of_a_measurement_and_none_is_no_measurement() {
        String wrk = """
                connections=8 each=1; . scripts/lib/bench-localcloud.sh
                wrk() { %s; }
                wrk_line http://there/
                """;
        assertThat(said(wrk.formatted("""
                printf '    50%%%%   0.25ms\\n    99%%%%    2.95ms\\n'
                echo '  Socket errors: connect 1, read 2, write 3, timeout 4'
                echo '  Non-2xx or 3xx responses: 5'
                echo 'Requests/sec:  27660.12'"""))).isEqualTo("27660 0.250 2.950 15\n");
        assertThat(said(wrk.formatted("echo 'unable to connect'; return 1"))).isEmpty();
    }

    @Test
    void what_the_local_cloud_adds_is_told_only_when_all_three_were_measured() throws IOException {
        String functions = "rounds=1 work='" + folder + "'; . scripts/lib/bench-localcloud.sh; ";
        Files.writeString(folder.resolve("direct"), "9 1 1 0\n");
        Files.writeString(folder.resolve("nginx"), "9 1 2 0\n");
        Files.writeString(folder.resolve("local"), "");
        assertThat(said(functions + "added 3; errors $work/local; short_of 10 $work/local"))
                .isEmpty();
        Files.writeString(folder.resolve("local"), "9 1 6 2\n");
        assertThat(said(functions + "added 3; echo; errors $work/local; short_of 10 $work/local"))
                .isEqualTo("5.00\n2\n1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0,   1,   survived",
        "1,   200, killed",
        "124, 100, endless",
        "137, 100, endless",
        "124, 101, nothing-shown",
        "137, 101, nothing-shown",
        "2,   1,   nothing-shown",
    })
    void a_mutant_whose_tests_never_end_is_killed_only_where_they_end_soon_without_it(
            int code, int baseline, String ending) {
        assertThat(said(". scripts/lib/mutants.sh; mutant_ending " + code + " " + baseline))
                .isEqualTo(ending + "\n");
    }

    private Ending.Exited greenlight(String credentials) throws IOException {
        Path docker = Files.writeString(folder.resolve("docker"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
        return bash(
                Map.of("PATH", folder + ":" + System.getenv("PATH"), "GOOGLE_APPLICATION_CREDENTIALS", credentials),
                "cd '" + folder + "'; '" + ROOT + "/scripts/greenlight' rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.json", "."})
    void credentials_that_are_no_file_are_refused(String credentials) throws IOException {
        Ending.Exited refused = greenlight(credentials);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors())
                .contains("GOOGLE_APPLICATION_CREDENTIALS: '" + credentials + "'", "expected a file", "for example");
    }

    @Test
    void a_file_of_credentials_is_mounted_by_its_whole_path() throws IOException {
        Files.writeString(folder.resolve("key.json"), "{}");
        Ending.Exited run = greenlight("key.json");
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.output())
                .contains(
                        "--volume " + folder.toRealPath() + "/key.json:/run/google-credentials.json:ro",
                        "greenlight:local rollback");
    }
}
