package dev.greenlight.releases.world;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One change of a service, all of it or nothing.
 *
 * @param service the service
 * @param etag the state that the change was decided on
 * @param draft a new revision; empty to make none
 * @param traffic the traffic from now on; empty to leave it
 * @param annotations all annotations of the service from now on; empty to leave them
 */
public record ServiceChange(
        ServiceName service,
        String etag,
        Optional<RevisionDraft> draft,
        Optional<Traffic> traffic,
        Optional<Map<String, String>> annotations) {
    public ServiceChange {
        annotations = annotations.map(TreeMap::new);
        if (draft.isPresent() && traffic.isEmpty()) {
            throw new IllegalArgumentException("a new revision comes with the traffic that keeps it out: " + service);
        }
    }

    /** Moves traffic and notes it in the same breath. */
    public static ServiceChange of(ServiceState decidedOn, Traffic traffic, Map<String, String> annotations) {
        return new ServiceChange(
                decidedOn.name(),
                decidedOn.mark().etag(),
                Optional.empty(),
                Optional.of(traffic),
                Optional.of(annotations));
    }

    /** Notes something and leaves all else. */
    public static ServiceChange noting(ServiceState decidedOn, Map<String, String> annotations) {
        return new ServiceChange(
                decidedOn.name(),
                decidedOn.mark().etag(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(annotations));
    }

    public ServiceChange with(RevisionDraft revision) {
        return new ServiceChange(service, etag, Optional.of(revision), traffic, annotations);
    }
}
