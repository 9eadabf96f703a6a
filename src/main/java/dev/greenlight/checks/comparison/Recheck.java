package dev.greenlight.checks.comparison;

import dev.greenlight.checks.CheckResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The port through which the same checks run on another tree. */
public interface Recheck {
    /**
     * One tool on one service.
     *
     * @param tool the tool's name
     * @param service the service's name
     */
    record Subject(String tool, String service) {}

    /**
     * Runs checks.
     *
     * @param root the folder that stands for the workspace
     * @param subjects those to run; one that fits nothing in the tree is left out of the answer
     */
    List<CheckResult> on(Path root, Set<Subject> subjects);
}
