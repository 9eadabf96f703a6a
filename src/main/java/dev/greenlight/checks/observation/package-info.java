/**
 * What the repository holds, as far as the choice and the commands of checks depend on it. Reads files and asks git; decides nothing.
 * Entry types: {@link dev.greenlight.checks.observation.ServiceFolder}, {@link dev.greenlight.checks.observation.RepositoryFolder},
 * {@link dev.greenlight.checks.observation.ChangeHistory}.
 */
@NullMarked
package dev.greenlight.checks.observation;

import org.jspecify.annotations.NullMarked;
