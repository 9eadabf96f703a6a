package dev.greenlight.checks.tools;

import dev.greenlight.project.Advisories;
import java.nio.file.Path;

/**
 * Where all tools of one run find what they share.
 *
 * @param advisories where the project takes what is known of vulnerabilities from
 * @param repository the copy of the repository that the tools work on
 * @param project the folder of {@code greenlight.yml} in that copy
 * @param database the folder that holds the advisories for a tool that looks them up on disk
 * @param history the copy of the repository's history
 */
public record Setting(Advisories advisories, Path repository, Path project, Path database, Path history) {}
