package dev.greenlight.images.registry;

import dev.greenlight.images.ImageDigest;
import java.util.Optional;

/**
 * An image as the registry has it.
 *
 * @param digest of the manifest, computed from its bytes
 * @param config the digest of the image's configuration; empty when the manifest is a list of images
 */
public record Manifest(ImageDigest digest, Optional<ImageDigest> config) {
    /** Whether it is the image that an engine knows by this id: its configuration's digest, or, on newer engines, its manifest's. */
    public boolean holds(ImageDigest id) {
        return digest.equals(id) || config.equals(Optional.of(id));
    }
}
