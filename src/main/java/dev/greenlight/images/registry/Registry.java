package dev.greenlight.images.registry;

import dev.greenlight.images.ImageName;
import java.util.Optional;

/** A registry, as far as it can be asked what it has. */
public interface Registry {
    /**
     * The manifest under a tag or a digest.
     *
     * @return empty when the registry has none there
     * @throws dev.greenlight.report.ExternalFailure when it refuses, fails, cannot be reached, or answers other bytes than it says
     */
    Optional<Manifest> manifest(ImageName name, String reference);
}
