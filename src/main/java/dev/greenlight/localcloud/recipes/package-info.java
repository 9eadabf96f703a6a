/**
 * From a container in a document to a workload for the engine: variables, secrets, mounts, probes, limits.
 *
 * <p>Secrets are read at the moment of a start, as Cloud Run does, and are never written into a document. Entry type:
 * {@link dev.greenlight.localcloud.recipes.Recipes}.
 *
 * <p>2026-11-29: mounted files belong to a workload and not to an instance, are replaced in one step when the secret changes, and are removed when
 * nothing runs that has them. They cannot be their owner's alone, since a container's user is any; the folder above them is.
 */
@NullMarked
package dev.greenlight.localcloud.recipes;

import org.jspecify.annotations.NullMarked;
