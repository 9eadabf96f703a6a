package dev.greenlight.releases.world;

import dev.greenlight.project.SecretReference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A revision as Cloud Run answered it.
 *
 * @param name its name
 * @param image its image as it was deployed
 * @param annotations its annotations
 * @param ready whether it can serve
 * @param conditions what Cloud Run says of it
 * @param created when it was made
 * @param secrets the secret versions that it needs to start; a version may be a number or an alias
 */
public record RevisionState(
        RevisionName name,
        String image,
        Map<String, String> annotations,
        boolean ready,
        List<Condition> conditions,
        Instant created,
        List<SecretReference> secrets) {
    public RevisionState {
        secrets = List.copyOf(secrets);
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        conditions = List.copyOf(conditions);
    }

    /** A revision without secrets. */
    public RevisionState(
            RevisionName name,
            String image,
            Map<String, String> annotations,
            boolean ready,
            List<Condition> conditions,
            Instant created) {
        this(name, image, annotations, ready, conditions, created, List.of());
    }
}
