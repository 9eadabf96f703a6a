package dev.greenlight.releases.plan;

import dev.greenlight.project.Environment;
import dev.greenlight.project.Project;

/**
 * What is asked for.
 *
 * @param project the whole of greenlight.yml
 * @param environment where
 * @param to a revision's name or a version; empty for the last good release before the serving one
 * @param onlyUnhealthy leave an application alone that answers well
 */
public record RollbackRequest(Project project, Environment environment, String to, boolean onlyUnhealthy) {
    /** The same to another target. */
    public RollbackRequest leadingTo(String other) {
        return new RollbackRequest(project, environment, other, onlyUnhealthy);
    }
}
