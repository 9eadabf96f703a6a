package dev.greenlight.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** This repository's own workflow, run by act: the job that calls the actions from the checkout, on the sample. */
class OwnWorkflowContainerIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path work;

    private final Shell shell = new Shell(System.getenv());

    @Test
    void the_actions_of_a_checkout_pass_on_the_sample() throws IOException {
        Path checkout = work.resolve("greenlight");
        shell.must(work, "git", "clone", "--quiet", "file://" + ROOT, checkout.toString());
        List<String> printed = new Act(shell, work, System.getProperty("greenlight.image", "greenlight:local"))
                .run(checkout, "push", "ci.yml", List.of("--job", "sample"));
        Act.assertPassed(printed, "./actions/quality");
        Act.assertPassed(printed, "./actions/test");
    }
}
