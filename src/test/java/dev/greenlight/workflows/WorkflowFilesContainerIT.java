package dev.greenlight.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** actionlint and zizmor over every workflow, template and action; their paths come from {@code scripts/test.sh}. */
class WorkflowFilesContainerIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final List<String> ZIZMOR = List.of(
            "--offline",
            "--no-progress",
            "--config",
            ROOT.resolve(".github/zizmor.yml").toString());

    @Test
    void actionlint_accepts_every_workflow_and_template() throws IOException {
        List<String> files = files("workflows-templates", ".github/workflows");
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);

        assertClean(tool("ACTIONLINT"), List.of("-no-color", "-verbose"), files, "verbose: Linting ");
    }

    @Test
    void actionlint_refuses_a_workflow_with_a_fault() throws IOException {
        Path broken = Files.createTempDirectory("workflow").resolve("broken.yml");
        Files.writeString(
                broken,
                "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.there }}\n");

        assertThat(run(tool("ACTIONLINT"), List.of("-no-color"), List.of(broken.toString())))
                .isInstanceOfSatisfying(
                        Ending.Exited.class, ending -> assertThat(ending.code()).isEqualTo(1));
    }

    @Test
    void zizmor_refuses_a_workflow_and_an_action_with_a_hole() throws IOException {
        Path folder = Files.createTempDirectory("hole");
        Path workflow = folder.resolve("hole.yml");
        Files.writeString(
                workflow,
                "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
                        + "      - run: echo ${{ github.event.pull_request.title }}\n");
        Path action = Files.createDirectory(folder.resolve("action")).resolve("action.yml");
        Files.writeString(
                action,
                "name: a\ndescription: a\nruns:\n  using: composite\n  steps:\n"
                        + "    - run: echo ${{ github.event.issue.title }}\n      shell: bash\n");

        for (Path file : List.of(workflow, action)) {
            assertThat(run(tool("ZIZMOR"), ZIZMOR, List.of(file.toString())))
                    .isInstanceOfSatisfying(
                            Ending.Exited.class,
                            ending -> assertThat(ending.output() + ending.errors())
                                    .contains("template-injection"))
                    .isInstanceOfSatisfying(
                            Ending.Exited.class,
                            ending -> assertThat(ending.code()).isGreaterThanOrEqualTo(11));
        }
    }

    @Test
    void zizmor_accepts_every_workflow_template_and_action() throws IOException {
        List<String> files = files("workflows-templates", ".github/workflows", "actions");
        assertThat(files).hasSizeGreaterThanOrEqualTo(8);

        assertClean(tool("ZIZMOR"), ZIZMOR, files, "completed ");
    }

    /** @param seen what the tool says before each file that it has looked at: a clean end alone may mean that it saw none */
    private static void assertClean(String tool, List<String> options, List<String> files, String seen) {
        assertThat(run(tool, options, files)).isInstanceOfSatisfying(Ending.Exited.class, ending -> {
            String said = ending.output() + ending.errors();
            assertThat(ending.code()).as(said).isZero();
            assertThat(files).allSatisfy(file -> assertThat(said).contains(seen + file));
        });
    }

    private static Ending run(String tool, List<String> options, List<String> files) {
        List<String> arguments = new ArrayList<>(List.of(tool));
        arguments.addAll(options);
        arguments.addAll(files);
        return new LocalCommands().run(Command.of(ROOT, arguments).withEnvironment(System.getenv()));
    }

    private static String tool(String variable) {
        String path = System.getenv(variable);
        assertThat(path).as("scripts/test.sh sets " + variable).isNotBlank();
        return path;
    }

    private static List<String> files(String... folders) throws IOException {
        List<String> files = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
                paths.filter(path -> path.toString().endsWith(".yml"))
                        .filter(path -> !path.endsWith("zizmor.yml"))
                        .map(path -> ROOT.relativize(path).toString())
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }
}
