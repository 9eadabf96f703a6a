package dev.greenlight.runner;

import dev.greenlight.report.Progress;
import java.util.List;

/** What a step prints, for the runner or for a person. Everything printed has its secrets hidden. Safe for use by several threads. */
public interface Log extends Progress, AutoCloseable {
    /** Lines that belong together, folded below their title where the place can fold. */
    void group(String title, List<String> lines);

    /**
     * Prints the remark in any case.
     *
     * @return whether it was also pinned to its place; false beyond the runner's limits
     */
    boolean annotate(Annotation annotation);

    /** Leaves whatever state the last lines needed. Idempotent. */
    @Override
    void close();
}
