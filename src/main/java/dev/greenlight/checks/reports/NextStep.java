package dev.greenlight.checks.reports;

/**
 * Something to do now.
 *
 * @param words a sentence
 * @param command a command that shows it, or shows that it is done; can be copied into a shell as it is
 */
public record NextStep(String words, String command) {}
