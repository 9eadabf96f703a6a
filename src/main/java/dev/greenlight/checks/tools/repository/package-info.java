/**
 * Checks of what belongs to no single service: secrets in files and commits, Dockerfiles, Compose files, workflows.
 * Entry type: {@link dev.greenlight.checks.tools.repository.RepositoryTools}.
 *
 * <p>2026-11-29: Compose reads its files with a stand-in for each variable that nothing gives a value. Its option to leave variables alone
 * also leaves out that services depend on services that exist.
 * <p>2026-11-29: secrets are looked for twice, in the files and in the commits of a change, as two runs with two results: the history may be
 * out of reach where the files are not.
 */
@NullMarked
package dev.greenlight.checks.tools.repository;

import org.jspecify.annotations.NullMarked;
