package dev.greenlight.report;

/**
 * A titled part of a report, written in GitHub-flavoured Markdown.
 *
 * @param title one line
 * @param markdown the body; may be empty
 */
public record Section(String title, String markdown) {
    public Section {
        if (title.isBlank() || title.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a section's title is one line");
        }
    }
}
