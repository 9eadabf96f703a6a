/**
 * What a look at the world found, before anything is decided.
 *
 * <p>Pure values. Does not: looking, which {@code releases.run} does, nor what follows from it. Entry type:
 * {@link dev.greenlight.releases.sight.Snapshot}.
 */
@NullMarked
package dev.greenlight.releases.sight;

import org.jspecify.annotations.NullMarked;
