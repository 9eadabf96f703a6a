package dev.greenlight.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a repository's workflow by act, which starts container actions as the runner does. It cannot have GitHub's own actions: where a workflow
 * uses {@code actions/checkout} (the repository is mounted) and {@code actions/upload-artifact}, it gets one that does nothing.
 */
final class Act {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String GITHUBS = "actions/";

    private final Shell shell;
    private final Path work;
    private final String image;

    /** @param image the job's own image, with node and git */
    Act(Shell shell, Path work, String image) {
        this.shell = shell;
        this.work = work;
        this.image = image;
    }

    /**
     * Runs the workflow and asserts that it passes.
     *
     * @param workflow a file's name in {@code .github/workflows}
     * @param more further arguments of act
     * @return every line that act printed
     */
    List<String> run(Path repository, String event, String workflow, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                System.getenv("ACT"),
                event,
                "--workflows",
                ".github/workflows/" + workflow,
                "--platform",
                "ubuntu-latest=" + image,
                "--pull=false",
                "--action-offline-mode",
                "--bind",
                "--rm"));
        for (String action : githubs(repository.resolve(".github/workflows").resolve(workflow))) {
            arguments.addAll(List.of("--local-repository", action + "=" + nothing()));
        }
        arguments.addAll(more);
        List<String> printed = new ArrayList<>();
        Ending ending = shell.run(repository, Duration.ofMinutes(20), printed::add, arguments);
        Path logs = Files.createDirectories(ROOT.resolve("test-logs"));
        Files.write(logs.resolve("act-" + workflow + "-" + System.nanoTime() + ".log"), printed);
        assertThat(ending)
                .as(() -> String.join("\n", printed.subList(Math.max(0, printed.size() - 80), printed.size())))
                .isInstanceOfSatisfying(
                        Ending.Exited.class, exited -> assertThat(exited.code()).isZero());
        return printed;
    }

    /** That a step, which act names by its action, ran and ended well. A job that is left out ends well too. */
    static void assertPassed(List<String> printed, String action) {
        assertThat(printed)
                .as("the end of " + action)
                .anyMatch(line -> line.contains("Success - Main " + action + " "));
    }

    private static List<String> githubs(Path workflow) throws IOException {
        try (Stream<String> lines = Files.lines(workflow)) {
            return lines.filter(line -> line.contains("uses: " + GITHUBS))
                    .map(line -> line.replaceAll(".*uses: ([^ ]+).*", "$1"))
                    .distinct()
                    .toList();
        }
    }

    private Path nothing() throws IOException {
        Path folder = work.resolve("nothing");
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("action.yml"), """
                    name: nothing
                    description: Stands for an action that act cannot have
                    runs:
                      using: composite
                      steps:
                        - run: "true"
                          shell: bash
                    """);
        }
        return folder;
    }
}
