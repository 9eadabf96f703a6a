package dev.greenlight.report;

/** How grave a finding is, gravest first. The order is the one that thresholds compare by. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** Whether this is at least as grave as the threshold. */
    public boolean atLeast(Severity threshold) {
        return compareTo(threshold) <= 0;
    }
}
