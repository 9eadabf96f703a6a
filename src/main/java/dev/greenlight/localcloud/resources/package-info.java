/**
 * What all resources of the local Cloud Run have in common: conditions and their reasons, etags, operations, names, rules for containers.
 *
 * <p>Knows neither services nor jobs. Entry types: {@link dev.greenlight.localcloud.resources.Operations},
 * {@link dev.greenlight.localcloud.resources.Conditions}, {@link dev.greenlight.localcloud.resources.Records}.
 */
@NullMarked
package dev.greenlight.localcloud.resources;

import org.jspecify.annotations.NullMarked;
