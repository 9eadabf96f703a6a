package dev.greenlight.localcloud.engine;

import java.time.Duration;

/** Why a workload does not run, in Cloud Run's terms. */
public final class StartFailure extends Exception {
    /** Cloud Run's names of reasons. */
    public enum Reason {
        CONTAINER_MISSING,
        CONTAINER_PERMISSION_DENIED,
        HEALTH_CHECK_CONTAINER_ERROR,
        SECRETS_ACCESS_CHECK_FAILED,
        PROGRESS_DEADLINE_EXCEEDED,
        /** The engine itself did not do its work. */
        INTERNAL
    }

    private final Reason reason;

    /** @param message a sentence for the person who deployed */
    public StartFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** What Cloud Run says of a container whose start-up probe never succeeded. */
    static String notListening(Probe probe) {
        return "The user-provided container failed to start and listen on the port defined provided by the PORT="
                + probe.port() + " environment variable within the allocated timeout. This can happen when the"
                + " container port is misconfigured or if the timeout is too short. The health check timeout"
                + " can be extended. Logs for this revision might contain more information.";
    }

    static StartFailure tooLong(Duration limit) {
        return new StartFailure(
                Reason.PROGRESS_DEADLINE_EXCEEDED,
                "The task did not end within its timeout of " + limit.toSeconds() + " s.");
    }
}
