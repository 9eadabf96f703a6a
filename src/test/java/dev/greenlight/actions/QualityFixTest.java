package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.Folders;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repairs through the door, with an ESLint that makes every file good. */
class QualityFixTest {
    private static final String CLEAN = "[{\"filePath\":\"a.js\",\"messages\":[]}]";

    @TempDir
    Path workspace;

    private final FakeProgress progress = new FakeProgress();
    private final FakeCommands commands = new FakeCommands()
            .on("npm ci", command -> Folders.installing(command, "eslint"))
            .on("bin/eslint", QualityFixTest::eslint);

    @BeforeEach
    void a_front_end() {
        Folders.write(workspace, "greenlight.yml", """
                version: 1
                services:
                  frontend: { kind: react, path: frontend, port: 8080, health: /health }
                """);
        Folders.write(workspace, "frontend/package.json", "{\"devDependencies\":{\"eslint\":\"10\"}}");
        Folders.write(workspace, "frontend/package-lock.json", "{}");
        Folders.write(workspace, "frontend/a.js", "bad\n");
    }

    private static Ending eslint(Command command) {
        if (command.arguments().contains("--fix")) {
            Folders.write(command.directory(), "a.js", "good\n");
        }
        return new Ending.Exited(0, CLEAN, "", Duration.ZERO);
    }

    private Report open(String name, String value) {
        Map<String, String> values = Presets.of("quality", Map.of("memory", "false", "checks", "eslint"));
        values.put(name, value);
        return new QualityDoor(true)
                .open(
                        new Inputs(values),
                        new Surroundings(
                                workspace,
                                workspace,
                                Map.of("PATH", "/usr/bin:/bin"),
                                commands,
                                progress,
                                Clock.systemUTC()));
    }

    private String file() throws IOException {
        return Files.readString(workspace.resolve("frontend/a.js"));
    }

    @Test
    void what_can_be_repaired_is_and_then_the_checks_run() throws IOException {
        assertThat(open("checks", "eslint").verdict()).isEqualTo(new Verdict.Passed());
        assertThat(file()).isEqualTo("good\n");
        assertThat(progress.told()).contains("say Repaired: frontend/a.js");
        assertThat(commands.lines())
                .filteredOn(line -> line.contains("bin/eslint"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "fail-on, everything",
        "waivers, broken.yml",
        "checks, 'eslint,eslnt'",
        "baseline, file",
    })
    void nothing_is_repaired_when_any_of_the_input_is_refused(String name, String value) throws IOException {
        Folders.write(workspace, "broken.yml", "version: 1\nwaivers: 1\n");
        assertThatThrownBy(() -> open(name, value)).isInstanceOf(InvalidInput.class);
        assertThat(file()).isEqualTo("bad\n");
        assertThat(commands.lines()).isEqualTo(List.of());
    }
}
