/**
 * The registry that images are pushed to, as it answers over HTTP.
 *
 * <p>Asks and compares; pushing itself is the Docker client's work. Entry type: {@link dev.greenlight.images.registry.Registry}.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">the distribution specification</a>
 */
@NullMarked
package dev.greenlight.images.registry;

import org.jspecify.annotations.NullMarked;
