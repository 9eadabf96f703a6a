package dev.greenlight.releases.world;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service as Cloud Run answered it.
 *
 * @param name its name
 * @param url its public address; empty until Cloud Run gave it one
 * @param mark which of its states this is
 * @param wished the traffic its specification asks for; empty while it has no revision to name
 * @param served the traffic it gives, with the tags' addresses
 * @param annotations its own annotations
 * @param readiness whether it has become what was wished
 * @param traits settings that matter to a release
 */
public record ServiceState(
        ServiceName name,
        Optional<URI> url,
        Mark mark,
        Optional<Traffic> wished,
        Served served,
        Map<String, String> annotations,
        Readiness readiness,
        Traits traits) {
    public ServiceState {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** A service with the usual traits. */
    public ServiceState(
            ServiceName name,
            Optional<URI> url,
            Mark mark,
            Optional<Traffic> wished,
            Served served,
            Map<String, String> annotations,
            Readiness readiness) {
        this(name, url, mark, wished, served, annotations, readiness, Traits.USUAL);
    }

    /**
     * Tells one state of a resource from the next.
     *
     * @param etag names exactly this state; a change that carries it fails when the state has moved on
     * @param generation rises with every change of the specification
     */
    public record Mark(String etag, long generation) {}

    /** Whether what is served is what was wished. */
    public boolean consistent() {
        return wished.isPresent() && wished.equals(served.traffic());
    }
}
