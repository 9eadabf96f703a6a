package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;

/** Hears that requests wait for an instance. */
@FunctionalInterface
public interface Demand {
    /**
     * The revision needs one instance more. Must not block; is not called again for the revision until it was answered with
     * {@link Routes#answered}, and some time later when the start failed beside instances that run.
     */
    void more(ServingRevision revision);
}
