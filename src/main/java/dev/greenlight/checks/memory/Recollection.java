package dev.greenlight.checks.memory;

import dev.greenlight.checks.tools.ToolRun;
import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of one run of one tool.
 *
 * @param run clean, or what was found
 * @param took how long the tool ran
 * @param at when it ended
 */
record Recollection(ToolRun run, Duration took, Instant at) {}
