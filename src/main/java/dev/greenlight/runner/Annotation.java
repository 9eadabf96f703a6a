package dev.greenlight.runner;

import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.Optional;

/**
 * A remark that is shown at its place in the repository where the runner can, and as a line elsewhere.
 *
 * @param severity decides its kind: error, warning or notice
 * @param location where it belongs; empty for the run as a whole
 * @param title a few words; may be empty
 * @param message for a person; may have several lines
 */
public record Annotation(Severity severity, Optional<Location> location, String title, String message) {
    /** A remark about the run as a whole. */
    public static Annotation of(Severity severity, String title, String message) {
        return new Annotation(severity, Optional.empty(), title, message);
    }

    /** The remark as one paragraph of plain text: {@code error: path:3:1: message (title)}. */
    String plain() {
        return severity.name().toLowerCase(java.util.Locale.ROOT)
                + ": "
                + location.map(place -> place + ": ").orElse("")
                + message
                + (title.isBlank() ? "" : " (" + title + ")");
    }
}
