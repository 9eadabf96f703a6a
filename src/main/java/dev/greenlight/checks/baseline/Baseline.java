package dev.greenlight.checks.baseline;

import java.util.List;

/**
 * The findings of another run.
 *
 * @param commit what was checked then; empty when unknown
 * @param marks one for every finding
 */
public record Baseline(String commit, List<Mark> marks) {
    public Baseline {
        marks = List.copyOf(marks);
    }
}
