package dev.greenlight.releases.evidence;

/**
 * One line that a container printed.
 *
 * @param time when, as the log has it
 * @param severity such as {@code ERROR}; {@code DEFAULT} when the container gave none
 * @param text the line
 */
public record LogLine(String time, String severity, String text) {}
