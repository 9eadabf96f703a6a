package dev.greenlight.report;

import java.util.Optional;

/**
 * One thing that a tool or a gate found.
 *
 * @param tool the tool's name as its users write it, such as {@code flake8}
 * @param rule the tool's own rule id, such as {@code F401}
 * @param severity how grave it is
 * @param location where it is; empty for a finding about the whole project
 * @param message one or more sentences for a person; never blank
 */
public record Finding(String tool, String rule, Severity severity, Optional<Location> location, String message) {
    public Finding {
        if (tool.isBlank() || rule.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException("a finding names its tool, rule and message");
        }
    }
}
