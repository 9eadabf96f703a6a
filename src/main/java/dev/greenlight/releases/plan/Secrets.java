package dev.greenlight.releases.plan;

import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.secrets.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pins secrets to version numbers: a revision that says "latest" changes under its own feet when a new instance starts. */
final class Secrets {
    private final Snapshot snapshot;
    private final List<String> refusals;

    Secrets(Snapshot snapshot, List<String> refusals) {
        this.snapshot = snapshot;
        this.refusals = refusals;
    }

    /** Every reference that can be pinned; each one that cannot is a refusal. */
    Map<String, SecretReference> pinned(Map<String, SecretReference> secrets) {
        Map<String, SecretReference> pinned = new TreeMap<>();
        secrets.forEach((variable, reference) -> pin(reference).ifPresent(found -> pinned.put(variable, found)));
        return pinned;
    }

    private Optional<SecretReference> pin(SecretReference reference) {
        List<SecretVersion> versions = snapshot.versions(reference);
        if (versions.isEmpty()) {
            return refuse("secret " + reference.name() + " does not exist in Secret Manager, or has no version");
        }
        if (reference.pinned()) {
            boolean usable = versions.stream()
                    .anyMatch(version -> version.enabled()
                            && String.valueOf(version.number()).equals(reference.version()));
            return usable
                    ? Optional.of(reference)
                    : refuse("version " + reference.version() + " of secret " + reference.name()
                            + " does not exist or is not enabled");
        }
        return versions.stream()
                .filter(SecretVersion::enabled)
                .findFirst()
                .map(newest -> new SecretReference(reference.name(), String.valueOf(newest.number())))
                .or(() -> refuse("secret " + reference.name() + " has no enabled version"));
    }

    private Optional<SecretReference> refuse(String reason) {
        if (!refusals.contains(reason)) {
            refusals.add(reason);
        }
        return Optional.empty();
    }
}
