package dev.greenlight.releases.sight;

import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.turns.Circumstances;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.secrets.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The world as it was found before anything is decided.
 *
 * @param services by the service's name in greenlight.yml
 * @param images those of the request that their registry holds
 * @param secrets the versions of every secret that the environment names, newest first; an empty list when it does not exist
 * @param circumstances what other releases there are
 */
public record Snapshot(
        Map<String, View> services,
        Set<ImageReference> images,
        Map<String, List<SecretVersion>> secrets,
        Circumstances circumstances) {
    public Snapshot {
        services = Map.copyOf(services);
        images = Set.copyOf(images);
        secrets = Map.copyOf(secrets);
    }

    public View view(String service) {
        return services.getOrDefault(service, View.NONE);
    }

    public List<SecretVersion> versions(SecretReference reference) {
        return secrets.getOrDefault(reference.name(), List.of());
    }
}
