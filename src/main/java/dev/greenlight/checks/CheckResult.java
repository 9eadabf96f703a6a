package dev.greenlight.checks;

import java.time.Duration;

/**
 * One tool's run on one service.
 *
 * @param tool the tool's name
 * @param service the service's name
 * @param run how it ended
 * @param took how long it took, without the preparation it shares with others
 */
public record CheckResult(String tool, String service, ToolRun run, Duration took) {}
