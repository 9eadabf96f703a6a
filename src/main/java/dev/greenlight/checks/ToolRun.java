package dev.greenlight.checks;

import dev.greenlight.report.Finding;
import java.time.Duration;
import java.util.List;

/** How a tool's run ended. Only {@link Clean} says that nothing is wrong. */
public sealed interface ToolRun {
    /** It ran to its end and reported nothing. */
    record Clean() implements ToolRun {}

    /** It ran to its end and reported this; at least one finding. */
    record Found(List<Finding> findings) implements ToolRun {
        public Found {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a run that found something says what");
            }
        }
    }

    /** It ended in a way that is neither of its good endings, such as a stack trace. */
    record Crashed(int exitCode, List<String> lastLines) implements ToolRun {
        public Crashed {
            lastLines = List.copyOf(lastLines);
        }
    }

    /** It ended well by its exit code, but its report is absent, cut off or not understood. */
    record NoReport(String why) implements ToolRun {}

    /** There is no such tool to run. */
    record Missing(String reason) implements ToolRun {}

    /** It was stopped at the time limit. */
    record TimedOut(Duration limit) implements ToolRun {}

    /** It was not run, because something that it needs could not be had. */
    record Skipped(String reason) implements ToolRun {}

    /** A clean run, or one with these findings. */
    static ToolRun of(List<Finding> findings) {
        return findings.isEmpty() ? new Clean() : new Found(findings);
    }

    /** What was found; empty when the run did not get so far. */
    default List<Finding> findings() {
        return this instanceof Found found ? found.findings : List.of();
    }
}
