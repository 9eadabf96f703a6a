package dev.greenlight.localcloud.telemetry;

/** Takes note of answered requests. Called on the threads that serve; must not block. */
@FunctionalInterface
public interface RequestSink {
    void served(ServingRevision revision, ServedRequest request);
}
