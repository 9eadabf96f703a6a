package dev.greenlight.releases.steps;

import dev.greenlight.project.Service;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where a service is asked.
 *
 * @param service whose paths are asked for
 * @param name its name in Cloud Run
 * @param url where people reach it
 * @param audience its own address, which an ID token names
 * @param open whether everybody may ask it
 */
public record Place(Service service, ServiceName name, URI url, URI audience, boolean open) {
    /** What a closed service wants to see; it is the same at all its addresses. */
    public Optional<Secret> token(Identity identity) {
        return open ? Optional.empty() : Optional.of(identity.idToken(audience));
    }
}
