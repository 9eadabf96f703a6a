package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;

/** Hears that requests wait for an instance. */
@FunctionalInterface
public interface Demand {
    /**
     * The revision needs one instance more. Must not block; is not called again for the revision until it was answered by
     * {@link Routes#staff} or {@link Routes#refuse}.
     */
    void more(ServingRevision revision);
}
