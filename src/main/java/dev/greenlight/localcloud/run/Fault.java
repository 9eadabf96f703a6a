package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Status;
import java.util.Optional;

/**
 * Why something is not ready.
 *
 * @param field which of a condition's reasons it is: {@code reason} or {@code revisionReason}
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/cloud/run/v2/condition.proto">Condition</a>
 */
public record Fault(String field, String reason, String message) {
    static Fault common(String reason, String message) {
        return new Fault("reason", reason, message);
    }

    /** @param revision short name */
    static Fault of(String revision, StartFailure failure) {
        String message = "Revision '" + revision + "' is not ready and cannot serve traffic. " + failure.message();
        return switch (failure.reason()) {
            case HEALTH_CHECK_CONTAINER_ERROR ->
                new Fault("revisionReason", "HEALTH_CHECK_CONTAINER_ERROR", message);
            case INTERNAL -> common("REVISION_FAILED", message);
            default -> common(failure.reason().name(), message);
        };
    }

    /** The fault of a condition in a document; empty when it has not failed. */
    static Optional<Fault> from(JsonNode condition) {
        if (!condition.path("state").asText().equals("CONDITION_FAILED")) {
            return Optional.empty();
        }
        String field = condition.has("revisionReason") ? "revisionReason" : "reason";
        return Optional.of(new Fault(
                field,
                condition.path(field).asText(),
                condition.path("message").asText()));
    }

    /** How an operation ends that ran into it. */
    ApiError error() {
        Status status = reason.equals("REVISION_MISSING") ? Status.NOT_FOUND : Status.FAILED_PRECONDITION;
        return new ApiError(status, message);
    }
}
