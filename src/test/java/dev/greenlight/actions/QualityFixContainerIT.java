package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.actions.quality.LeftReport;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs on a laptop: the real ESLint and zizmor of the built image, started by the script that a laptop starts them by. */
class QualityFixContainerIT {
    private static final Path SCRIPT = Path.of("scripts/greenlight").toAbsolutePath();
    private static final String SOURCE = "frontend/src/repaired.ts";
    private static final String WORKFLOW = ".github/workflows/repaired.yml";

    @TempDir
    Path workspace;

    @BeforeEach
    void a_source_and_a_workflow_of_which_some_can_be_repaired() throws IOException {
        SampleCopy.into(workspace);
        Files.createDirectories(workspace.resolve(".github/workflows"));
        Files.writeString(
                workspace.resolve(SOURCE), "let one: string = 'x';\nexport const two = one;\nconst unused = 1;\n");
        Files.writeString(workspace.resolve(WORKFLOW), """
                name: Repaired
                on: pull_request
                permissions: {}
                jobs:
                  greet:
                    runs-on: ubuntu-24.04
                    steps:
                      - uses: actions/setup-node/.//@0123456789abcdef0123456789abcdef01234567
                      - run: echo "${{ github.event.pull_request.title }}"
                """);
    }

    private Ending.Exited quality(String... flags) {
        List<String> line = new ArrayList<>(List.of(SCRIPT.toString(), "quality", "--checks", "eslint,zizmor,flake8"));
        line.addAll(List.of(flags));
        return (Ending.Exited) new LocalCommands()
                .run(Command.of(workspace, line)
                        .withEnvironment(
                                Map.of("PATH", System.getenv("PATH"), "GREENLIGHT_IMAGE", ActionContainer.IMAGE))
                        .within(Duration.ofMinutes(8)));
    }

    private String read(String name) throws IOException {
        return Files.readString(workspace.resolve(name));
    }

    @Test
    void what_the_tools_can_repair_is_repaired_and_the_rest_is_found() throws IOException {
        Ending.Exited ended = quality("--fix");
        String log = ended.output() + ended.errors();
        assertThat(ended.code()).as(log).isEqualTo(1);
        assertThat(read(SOURCE)).startsWith("const one = 'x';\n").endsWith("const unused = 1;\n");
        assertThat(read(WORKFLOW)).contains("uses: actions/setup-node@0123456789abcdef0123456789abcdef01234567\n");
        assertThat(log.lines().filter(line -> line.contains("Repaired: ")))
                .as(log)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).endsWith(SOURCE),
                        line -> assertThat(line).endsWith(WORKFLOW));
        assertThat(LeftReport.in(workspace).found())
                .as(log)
                .contains(
                        "eslint @typescript-eslint/no-unused-vars " + SOURCE + ":3",
                        "zizmor template-injection " + WORKFLOW + ":9")
                .noneMatch(found -> found.contains("prefer-const") || found.contains("obfuscation"));
    }

    @Test
    void without_it_the_same_is_found_and_nothing_changes() throws IOException {
        String source = read(SOURCE);
        String workflow = read(WORKFLOW);
        Ending.Exited ended = quality();
        assertThat(ended.code()).as(ended.output() + ended.errors()).isEqualTo(1);
        assertThat(read(SOURCE)).isEqualTo(source);
        assertThat(read(WORKFLOW)).isEqualTo(workflow);
        assertThat(LeftReport.in(workspace).found())
                .contains("eslint prefer-const " + SOURCE + ":1", "zizmor obfuscation " + WORKFLOW + ":8");
    }
}
