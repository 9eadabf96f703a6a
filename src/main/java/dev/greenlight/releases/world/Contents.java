package dev.greenlight.releases.world;

import dev.greenlight.project.SecretReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a revision runs with, beside its image. Values of variables are compared and never shown: somebody may have put a secret into one.
 *
 * @param env plain variables of the container that takes requests
 * @param secrets its variables from Secret Manager: secret and version, as {@code name@version}
 * @param resources its limits of memory and processors, and how many instances there may be
 * @param needed the secret versions that any of its containers needs to start; a version may be a number or an alias
 */
public record Contents(
        Map<String, String> env,
        Map<String, String> secrets,
        Map<String, String> resources,
        List<SecretReference> needed) {
    /** Nothing is known of it. */
    public static final Contents NONE = new Contents(Map.of(), Map.of(), Map.of(), List.of());

    public Contents {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
        needed = List.copyOf(needed);
    }

    /** A revision of which only the needed secrets matter. */
    public static Contents needing(List<SecretReference> needed) {
        return new Contents(Map.of(), Map.of(), Map.of(), needed);
    }

    @Override
    public String toString() {
        return "env " + env.keySet() + ", secrets " + secrets + ", resources " + resources;
    }
}
