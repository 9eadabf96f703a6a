package dev.greenlight.checks.tools;

import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import java.util.function.UnaryOperator;

/**
 * What a tool left when it had ended.
 *
 * @param ending its exit code and all that it printed
 * @param paths turns the paths it printed into the repository's
 * @param target what it was run on
 * @param sources the text of a file by its path as the tool knows it, for a finding that names no line; empty when there is none to read
 */
public record ToolReport(Ending.Exited ending, ReportedPaths paths, Target target, UnaryOperator<String> sources) {
    private static final int LAST_LINES = 20;

    /** Its exit code. */
    public int code() {
        return ending.code();
    }

    /** What it printed for programs. */
    public String output() {
        return ending.output();
    }

    /** What it printed for people. */
    public String errors() {
        return ending.errors();
    }

    /** This end is none of the tool's good ones. */
    public ToolRun crashed() {
        return new ToolRun.Crashed(ending.code(), Tail.of(ending, LAST_LINES));
    }

    /** Its last line for people, shortened; for a reason. */
    public String lastWords() {
        return String.join(" | ", Tail.of(ending, 3));
    }
}
