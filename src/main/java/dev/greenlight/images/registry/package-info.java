/**
 * The registry that images are pushed to, as it answers over HTTP.
 *
 * <p>Pushes by the Docker client, asks the registry and compares. Entry types: {@link dev.greenlight.images.registry.ImagePusher},
 * {@link dev.greenlight.images.registry.Registry}.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">the distribution specification</a>
 */
@NullMarked
package dev.greenlight.images.registry;

import org.jspecify.annotations.NullMarked;
