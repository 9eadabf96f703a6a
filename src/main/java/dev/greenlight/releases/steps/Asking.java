package dev.greenlight.releases.steps;

import dev.greenlight.project.Service;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks one address of a service.
 *
 * @param prober who asks
 * @param service whose paths are asked for
 * @param address where
 * @param token an ID token for a closed service
 */
public record Asking(Prober prober, Service service, URI address, Optional<Secret> token) {
    /** One answer of the health path. */
    public Answer health() {
        return health(UUID.randomUUID().toString());
    }

    /** @param id by which the request is found in the request log */
    public Answer health(String id) {
        return prober.ask(
                new Probe(address, service.health(), token, id, service.answer().status()));
    }

    /** Empty when the service has no version path. */
    public Optional<Answer> version() {
        return version(UUID.randomUUID().toString());
    }

    /** @param id by which the request is found in the request log */
    public Optional<Answer> version(String id) {
        return service.version().map(path -> prober.ask(new Probe(address, path, token, id)));
    }
}
