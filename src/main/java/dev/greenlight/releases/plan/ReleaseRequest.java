package dev.greenlight.releases.plan;

import dev.greenlight.project.Environment;
import dev.greenlight.project.Project;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.Owner;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked for.
 *
 * @param project the whole of greenlight.yml
 * @param environment where to
 * @param images the image of every service of the environment, by the service's name
 * @param version what the release is called; usually the commit
 * @param force also release a version that was rolled back
 * @param owner who asks
 */
public record ReleaseRequest(
        Project project,
        Environment environment,
        Map<String, ImageReference> images,
        String version,
        boolean force,
        Owner owner) {
    public ReleaseRequest {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        if (version.isBlank()
                || !images.keySet().containsAll(environment.services().keySet())) {
            throw new IllegalArgumentException("a release has a version and an image for every service");
        }
    }
}
