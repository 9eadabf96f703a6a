package dev.greenlight.actions.staging;

import dev.greenlight.process.Client;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.trials.TestRun;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.report.ExternalFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a project's own tests where their declaration says. */
public final class OwnTests implements Tester {
    private final Beside beside;
    private final InContainer inContainer;
    private final String commit;

    /**
     * @param docker Docker's client, which sees nothing of this process's environment but what it needs itself
     * @param surrounding this process's environment
     */
    public OwnTests(Checkout checkout, Client docker, Map<String, String> surrounding) {
        this.beside = new Beside(checkout, docker.commands(), surrounding);
        this.inContainer = new InContainer(checkout, docker);
        this.commit = surrounding.getOrDefault("GITHUB_SHA", "");
    }

    @Override
    public TestRun run(StagingTests tests, Map<String, String> variables, Consumer<String> lines) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        if (!commit.isEmpty()) {
            all.put("GREENLIGHT_COMMIT", commit);
        }
        TestRun run = tests.image()
                .map(image -> inContainer.run(tests, image, all, lines))
                .orElseGet(() -> beside.run(tests, all, lines));
        if (Thread.currentThread().isInterrupted()) {
            throw new ExternalFailure(
                    "run the project's own tests", "this process was told to stop", "run the action again");
        }
        return run;
    }
}
