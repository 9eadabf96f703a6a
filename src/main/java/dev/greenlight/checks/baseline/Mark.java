package dev.greenlight.checks.baseline;

/**
 * By what a finding is known again.
 *
 * @param path the file, relative to the workspace; empty for a finding about the whole project
 * @param content tool, rule, and the line with its neighbours
 * @param line tool, rule, and the line alone
 */
public record Mark(String path, Fingerprint content, Fingerprint line) {}
