package dev.greenlight.releases.cloud;

/** How a job's run ended. */
public sealed interface JobEnding {
    /** The run's name, by which its log lines are found; empty when it never began. */
    String execution();

    /** Its command exited with 0. */
    record Succeeded(String execution) implements JobEnding {}

    /** It did not. */
    record Failed(String execution, String why) implements JobEnding {}
}
