package dev.greenlight.releases.trials;

import java.time.Duration;

/** How a project's own tests ended. Only {@link Passed} is good. */
public sealed interface TestRun {
    /** With exit code 0. */
    record Passed(Duration took) implements TestRun {}

    /** With another exit code. */
    record Failed(int exitCode, Duration took) implements TestRun {}

    /** Not by themselves: they were stopped at their limit. */
    record TimedOut(Duration limit) implements TestRun {}

    /** They were not there, or what runs them was not. */
    record NotStarted(String why) implements TestRun {}
}
