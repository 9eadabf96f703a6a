package dev.greenlight.localcloud.engine;

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
}
