package dev.greenlight.checks;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Finding;
import java.time.Duration;
import java.util.List;

/**
 * One tool's run on one target.
 *
 * @param tool the tool's name
 * @param service the service's name, or what else it was run on
 * @param run how it ended
 * @param took how long it took, without the preparation it shares with others
 */
public record CheckResult(String tool, String service, ToolRun run, Duration took) {
    /** What was found; not all that there is unless the run is complete. */
    public List<Finding> findings() {
        return run.findings();
    }

    /** Whether the tool told all that there is. */
    public boolean complete() {
        return run instanceof ToolRun.Clean || run instanceof ToolRun.Found;
    }

    /** How it ended, in a few words. */
    public String inWords() {
        return ChecksReport.inWords(run);
    }
}
