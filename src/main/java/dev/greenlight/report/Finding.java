package dev.greenlight.report;

import java.util.Optional;

/**
 * One thing that a tool or a gate found.
 *
 * @param tool the tool's name as its users write it, such as {@code flake8}
 * @param rule the tool's own rule id, such as {@code F401}, or the advisory's id
 * @param severity how grave it is
 * @param location where it is; empty for a finding about the whole project
 * @param message one or more sentences for a person; never blank
 * @param advisory what it is about when it is about a dependency; empty for a finding about the project's own files
 */
public record Finding(
        String tool,
        String rule,
        Severity severity,
        Optional<Location> location,
        String message,
        Optional<Advisory> advisory) {
    public Finding {
        if (tool.isBlank() || rule.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException("a finding names its tool, rule and message");
        }
    }

    /** A finding about the project's own files. */
    public Finding(String tool, String rule, Severity severity, Optional<Location> location, String message) {
        this(tool, rule, severity, location, message, Optional.empty());
    }

    /** The path of the file that it is in; empty for a finding about the whole project. */
    public String path() {
        return location.map(Location::path).orElse("");
    }
}
