package dev.greenlight.releases.plan;

import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.ServiceName;
import java.util.List;

/**
 * Everything that a release will do.
 *
 * @param version what is released
 * @param owner who releases it
 * @param services in the order in which they move
 * @param steps in the order in which they are taken
 * @param hash names exactly this plan: the same request on the same world has the same
 * @param notes what was found and will be put right, for a person
 */
public record ReleasePlan(
        String version, Owner owner, List<ServicePlan> services, List<Step> steps, String hash, List<String> notes) {
    public ReleasePlan {
        services = List.copyOf(services);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** @throws IllegalArgumentException when the plan has no such service */
    public ServicePlan service(ServiceName name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not in the plan: " + name));
    }

    /** What takes the steps back when one of them fails, in words. */
    public List<String> undo() {
        return services.reversed().stream()
                .map(service -> service.name() + ": "
                        + service.before()
                                .map(before -> "traffic back to " + before.traffic())
                                .orElse("delete the service, which nobody could call yet"))
                .toList();
    }
}
