package dev.greenlight.checks;

import dev.greenlight.checks.tools.ToolRun;
import java.time.Duration;

/**
 * One tool's run on one target.
 *
 * @param tool the tool's name
 * @param service the service's name, or what else it was run on
 * @param run how it ended
 * @param took how long it took, without the preparation it shares with others
 */
public record CheckResult(String tool, String service, ToolRun run, Duration took) {}
