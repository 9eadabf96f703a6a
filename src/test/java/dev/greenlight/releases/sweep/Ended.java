package dev.greenlight.releases.sweep;

/**
 * A command that has ended.
 *
 * @param code its exit code
 * @param output all that it said
 */
record Ended(int code, String output) {}
