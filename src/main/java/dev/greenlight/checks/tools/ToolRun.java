package dev.greenlight.checks.tools;

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

    /** It was stopped. @param limit its own, or that of all tools together when less than its own was left of that */
    record TimedOut(Duration limit) implements ToolRun {}

    /** It never began, because the time of all tools together was used up before its turn. @param limit that time */
    record NotStarted(Duration limit) implements ToolRun {}

    /** It was not run, because something that it needs could not be had. */
    record Skipped(String reason) implements ToolRun {}

    /**
     * It ran, but could not look at all that it should have: a dependency it found nothing about, a file it could not read, data that is too old.
     *
     * @param reason what was left out, and why
     * @param findings what it found in the rest; may be none
     */
    record PartSkipped(String reason, List<Finding> findings) implements ToolRun {
        public PartSkipped {
            findings = List.copyOf(findings);
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a run that left something out says what");
            }
        }
    }

    /** It ended well, and looked at no file. */
    static ToolRun nothing(String tool) {
        return new NoReport(tool + " looked at no file");
    }

    /** A clean run, or one with these findings. */
    static ToolRun of(List<Finding> findings) {
        return findings.isEmpty() ? new Clean() : new Found(findings);
    }

    /** A run with these findings that left out what the reasons say; a complete one when there is no reason. */
    static ToolRun of(List<Finding> findings, List<String> reasons) {
        return reasons.isEmpty() ? of(findings) : new PartSkipped(String.join("; ", reasons), findings);
    }

    /** The same run, of which something is to be doubted. A run that is no good end anyway stays what it is. */
    default ToolRun doubted(String reason) {
        return switch (this) {
            case Clean _, Found _ -> new PartSkipped(reason, findings());
            case PartSkipped partly -> new PartSkipped(partly.reason + "; " + reason, partly.findings);
            default -> this;
        };
    }

    /** What was found; empty when the run did not get so far. */
    default List<Finding> findings() {
        return switch (this) {
            case Found found -> found.findings;
            case PartSkipped partly -> partly.findings;
            default -> List.of();
        };
    }
}
