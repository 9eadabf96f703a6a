package dev.greenlight.releases.trials;

import dev.greenlight.project.StagingTests;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a project's own tests. What they print and do is theirs; they are told nothing but the variables. */
public interface Tester {
    /** Where there is nothing to run them with. */
    Tester NONE = (tests, variables, lines) -> new TestRun.NotStarted("this program was given no means to run them");

    /**
     * Runs them to their end, their time limit, or this thread's interruption; afterwards nothing of them runs any more.
     *
     * @param variables what they see in their environment, besides what any program needs
     * @param lines receives each line of both their streams; called from one thread at a time
     * @throws dev.greenlight.report.ExternalFailure when this process is told to stop
     */
    TestRun run(StagingTests tests, Map<String, String> variables, Consumer<String> lines);
}
