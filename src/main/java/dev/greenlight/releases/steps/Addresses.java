package dev.greenlight.releases.steps;

import dev.greenlight.project.EnvTemplate;
import dev.greenlight.releases.world.ServiceState;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the addresses that are known by now into a service's variables. */
public final class Addresses {
    private final Collection<Standing> services;

    public Addresses(Collection<Standing> services) {
        this.services = services;
    }

    /** The variables whose references are all known; the others are left out. */
    Map<String, String> known(Standing service, Map<String, String> env) {
        Map<String, String> resolved = new TreeMap<>();
        env.forEach((variable, value) -> {
            if (EnvTemplate.references(value).stream()
                    .allMatch(reference -> address(service, reference).isPresent())) {
                resolved.put(
                        variable,
                        EnvTemplate.resolve(
                                value,
                                reference -> address(service, reference)
                                        .map(URI::toString)
                                        .orElse("")));
            }
        });
        return resolved;
    }

    private Optional<URI> address(Standing service, String reference) {
        if (reference.equals(EnvTemplate.OTHER_URL)) {
            return service.state()
                    .flatMap(state ->
                            state.served().url(service.plan().colour().other().tag()));
        }
        return services.stream()
                .filter(other ->
                        reference.equals("services." + other.plan().service().name() + ".url"))
                .findFirst()
                .flatMap(Standing::state)
                .flatMap(ServiceState::url);
    }
}
