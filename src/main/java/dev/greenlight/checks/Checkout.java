package dev.greenlight.checks;

import dev.greenlight.project.Advisories;
import java.nio.file.Path;

/**
 * What is checked, and where it lies.
 *
 * @param workspace the repository, which reported paths are relative to
 * @param project the folder of {@code greenlight.yml}, in the workspace
 * @param advisories where the project takes what is known of vulnerabilities from
 */
public record Checkout(Path workspace, Path project, Advisories advisories) {
    /** The project's folder as it is called within the workspace; empty for the workspace itself. */
    public Path within() {
        return workspace.normalize().relativize(project.normalize());
    }
}
