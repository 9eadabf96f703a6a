package dev.greenlight.releases.plan;

import dev.greenlight.releases.agreement.PlanFile;
import dev.greenlight.releases.agreement.PlanHash;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.ServiceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a release will do.
 *
 * @param version what is released
 * @param owner who releases it
 * @param services in the order in which they move
 * @param steps in the order in which they are taken
 * @param document the plan for machines, with its prior state, steps, undo and {@code changes}
 * @param notes what was found and will be put right, for a person
 */
public record ReleasePlan(
        String version,
        Owner owner,
        List<ServicePlan> services,
        List<Step> steps,
        Map<String, Object> document,
        List<String> notes) {
    public ReleasePlan {
        services = List.copyOf(services);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
    }

    /** Names exactly this plan: the same request on the same world has the same. */
    public String hash() {
        return PlanHash.of(document);
    }

    /** What will be different afterwards: maps with {@code service}, {@code what}, {@code name}, {@code from}, {@code to}. */
    public List<?> changes() {
        return document.get("changes") instanceof List<?> changes ? changes : List.of();
    }

    /** As it is kept for the run that applies it. */
    public PlanFile file() {
        return new PlanFile(hash(), document);
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
        return PlanDocument.undo(services);
    }
}
