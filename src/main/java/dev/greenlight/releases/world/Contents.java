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
 * @param needed the secret versions that any of its containers needs to start, as variables or as files; a version is a number or latest
 * @param unasked what else it needs of Secret Manager and cannot be asked after, as {@code name@version}: secrets of other projects, whose
 *     versions may be hidden from here, and versions by an alias
 */
public record Contents(
        Map<String, String> env,
        Map<String, String> secrets,
        Map<String, String> resources,
        List<SecretReference> needed,
        List<String> unasked) {
    /** Nothing is known of it. */
    public static final Contents NONE = new Contents(Map.of(), Map.of(), Map.of(), List.of());

    public Contents {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
        needed = List.copyOf(needed);
        unasked = List.copyOf(unasked);
    }

    /** A revision all of whose secrets can be asked after. */
    public Contents(
            Map<String, String> env,
            Map<String, String> secrets,
            Map<String, String> resources,
            List<SecretReference> needed) {
        this(env, secrets, resources, needed, List.of());
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
