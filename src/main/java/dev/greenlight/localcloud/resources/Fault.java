package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Status;
import java.util.Optional;
import java.util.Set;

/**
 * Why something is not ready.
 *
 * @param field which of a condition's reasons it is: {@code reason}, {@code revisionReason} or {@code executionReason}
 * @param status with which an operation ends that ran into it
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/cloud/run/v2/condition.proto">Condition</a>
 */
public record Fault(String field, String reason, String message, Status status) {
    private static final Set<String> OF_REVISIONS = Set.of(
            "HEALTH_CHECK_CONTAINER_ERROR",
            "MIN_INSTANCES_NOT_PROVISIONED",
            "ACTIVE_REVISION_LIMIT_REACHED",
            "NO_DEPLOYMENT");

    public static Fault common(String reason, String message) {
        return new Fault("reason", reason, message, Status.FAILED_PRECONDITION);
    }

    public static Fault ofExecution(String reason, String message) {
        return new Fault("executionReason", reason, message, Status.FAILED_PRECONDITION);
    }

    /** A fault with one of Cloud Run's reasons, whichever kind of reason it is. */
    public static Fault named(String reason, String message) {
        return new Fault(OF_REVISIONS.contains(reason) ? "revisionReason" : "reason", reason, message, status(reason));
    }

    private static Status status(String reason) {
        return reason.equals("INTERNAL") ? Status.INTERNAL : Status.FAILED_PRECONDITION;
    }

    /** @param revision short name */
    public static Fault of(String revision, StartFailure failure) {
        String message = "Revision '" + revision + "' is not ready and cannot serve traffic. " + failure.message();
        return switch (failure.reason()) {
            case HEALTH_CHECK_CONTAINER_ERROR ->
                new Fault("revisionReason", failure.reason().name(), message, Status.FAILED_PRECONDITION);
            case INTERNAL -> new Fault("reason", "INTERNAL", message, Status.INTERNAL);
            default -> common(failure.reason().name(), message);
        };
    }

    /** The published reasons have none for a revision that does not exist. */
    public static Fault missing(String revision) {
        return new Fault("reason", "REVISION_FAILED", "Revision '" + revision + "' not found.", Status.NOT_FOUND);
    }

    /** The fault of a condition in a document; empty when it has not failed. */
    public static Optional<Fault> from(JsonNode condition) {
        if (!condition.path("state").asText().equals("CONDITION_FAILED")) {
            return Optional.empty();
        }
        String field = condition.has("revisionReason") ? "revisionReason" : "reason";
        String reason = condition.path(field).asText();
        return Optional.of(new Fault(field, reason, condition.path("message").asText(), status(reason)));
    }

    /** How an operation ends that ran into it. */
    public ApiError error() {
        return new ApiError(status, message);
    }
}
