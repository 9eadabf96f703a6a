package dev.greenlight.releases.run;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Environment;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.evidence.Registry;
import dev.greenlight.releases.plan.Snapshot;
import dev.greenlight.releases.plan.View;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.secrets.SecretVersion;
import dev.greenlight.secrets.SecretVersions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the world once, before anything is decided. Changes nothing. */
public final class Observer {
    private final CloudRun cloud;
    private final Registry registry;
    private final SecretVersions secrets;

    public Observer(CloudRun cloud, Registry registry, SecretVersions secrets) {
        this.cloud = cloud;
        this.registry = registry;
        this.secrets = secrets;
    }

    /**
     * What a decision about the environment needs to know.
     *
     * @param images those to look for in the registry
     * @throws dev.greenlight.report.ExternalFailure when something does not answer
     */
    public Snapshot observe(Environment environment, Collection<ImageReference> images) {
        Map<String, List<SecretVersion>> versions = new HashMap<>();
        for (Deployment deployment : environment.services().values()) {
            deployment
                    .secrets()
                    .values()
                    .forEach(reference -> versions.computeIfAbsent(
                            reference.name(), name -> secrets.of(environment.project(), name)));
        }
        Set<ImageReference> held = images.stream().filter(registry::holds).collect(Collectors.toSet());
        return new Snapshot(observe(environment).services(), held, versions);
    }

    /**
     * The services alone.
     *
     * @throws dev.greenlight.report.ExternalFailure when Cloud Run does not answer
     */
    public Snapshot observe(Environment environment) {
        Map<String, View> services = new HashMap<>();
        environment
                .services()
                .values()
                .forEach(deployment ->
                        services.put(deployment.service(), view(new ServiceName(deployment.cloudRunName()))));
        return new Snapshot(services, Set.of(), Map.of());
    }

    private View view(ServiceName name) {
        Optional<ServiceState> state = cloud.service(name);
        return state.isEmpty() ? View.NONE : new View(state, cloud.revisions(name), cloud.isPublic(name));
    }
}
