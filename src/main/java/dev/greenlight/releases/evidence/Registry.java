package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.secrets.Identity;
import java.net.URI;
import java.util.Optional;

/** What an image registry holds. */
public interface Registry {
    /**
     * Whether the registry has exactly these bytes.
     *
     * @throws dev.greenlight.report.ExternalFailure when it does not answer or refuses
     */
    boolean holds(ImageReference image);

    /** A registry over HTTP. @param endpoint where it answers; empty for https and the host in the image's name */
    static Registry at(Optional<URI> endpoint, Identity identity) {
        return new RemoteRegistry(endpoint, identity);
    }
}
