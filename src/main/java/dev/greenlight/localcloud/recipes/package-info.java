/**
 * From a container in a document to a workload for the engine: variables, secrets, mounts, probes, limits.
 *
 * <p>Secrets are read at the moment of a start, as Cloud Run does, and are never written into a document. Entry type:
 * {@link dev.greenlight.localcloud.recipes.Recipes}.
 */
@NullMarked
package dev.greenlight.localcloud.recipes;

import org.jspecify.annotations.NullMarked;
