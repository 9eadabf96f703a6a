/**
 * What the repository holds, as far as the choice and the commands of checks depend on it. Reads files and asks git; decides nothing.
 * Entry types: {@link dev.greenlight.checks.observation.ServiceFolder}, {@link dev.greenlight.checks.observation.RepositoryFolder},
 * {@link dev.greenlight.checks.observation.ChangeHistory}.
 *
 * <p>2026-11-29: what cannot be read is not taken for nothing: the check that it belongs to is planned all the same, and its tool says what is
 * wrong.
 */
@NullMarked
package dev.greenlight.checks.observation;

import org.jspecify.annotations.NullMarked;
