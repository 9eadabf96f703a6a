package dev.greenlight.releases.world;

import dev.greenlight.project.SecretReference;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A revision to be made. Whatever it does not name (memory, service account, network, …) stays as the service's template has it.
 *
 * @param name the new revision's name
 * @param image the bytes it runs
 * @param port the port its container listens on
 * @param env plain variables; in a plan their references are not resolved yet
 * @param secrets variables from Secret Manager, each pinned to a version's number
 * @param annotations written on the revision
 */
public record RevisionDraft(
        RevisionName name,
        ImageReference image,
        int port,
        Map<String, String> env,
        Map<String, SecretReference> secrets,
        Map<String, String> annotations) {
    public RevisionDraft {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        if (!secrets.values().stream().allMatch(SecretReference::pinned)) {
            throw new IllegalArgumentException("a revision's secrets name a version's number: " + secrets);
        }
    }

    public RevisionDraft withEnv(Map<String, String> resolved) {
        return new RevisionDraft(name, image, port, resolved, secrets, annotations);
    }

    public RevisionDraft noting(String key, String value) {
        Map<String, String> more = new TreeMap<>(annotations);
        more.put(key, value);
        return new RevisionDraft(name, image, port, env, secrets, more);
    }

    public RevisionDraft named(RevisionName other) {
        return new RevisionDraft(other, image, port, env, secrets, annotations);
    }
}
