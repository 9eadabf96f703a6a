package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal in the words of Google's APIs; thrown by a handler, answered as {@code {"error":{code,message,status,details}}}.
 *
 * @see <a href="https://google.aip.dev/193">AIP-193, errors</a>
 */
public final class ApiError extends RuntimeException {
    private final transient Status status;
    private final transient ArrayNode details = JsonNodeFactory.instance.arrayNode();

    /** @param message said to the caller as it stands */
    public ApiError(Status status, String message) {
        super(message, null, false, true);
        this.status = status;
    }

    public static ApiError notFound(String message) {
        return new ApiError(Status.NOT_FOUND, message);
    }

    public static ApiError invalidArgument(String message) {
        return new ApiError(Status.INVALID_ARGUMENT, message);
    }

    public static ApiError alreadyExists(String message) {
        return new ApiError(Status.ALREADY_EXISTS, message);
    }

    public static ApiError aborted(String message) {
        return new ApiError(Status.ABORTED, message);
    }

    public static ApiError failedPrecondition(String message) {
        return new ApiError(Status.FAILED_PRECONDITION, message);
    }

    public static ApiError permissionDenied(String message) {
        return new ApiError(Status.PERMISSION_DENIED, message);
    }

    public static ApiError unauthenticated(String message) {
        return new ApiError(Status.UNAUTHENTICATED, message);
    }

    /**
     * An invalid argument with a {@code google.rpc.BadRequest}.
     *
     * @param field from the request's root, in protocol names; empty when none is to blame
     */
    public static ApiError badField(String field, String description, String message) {
        ApiError error = invalidArgument(message);
        ObjectNode detail = error.details.addObject().put("@type", "type.googleapis.com/google.rpc.BadRequest");
        ObjectNode violation = detail.putArray("fieldViolations").addObject();
        if (!field.isEmpty()) {
            violation.put("field", field);
        }
        violation.put("description", description);
        return error;
    }

    /** Adds one entry of {@code details}; it should have an {@code @type}. */
    public ApiError withDetail(ObjectNode detail) {
        details.add(detail);
        return this;
    }

    public Status status() {
        return status;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** The whole body of the answer. */
    public ObjectNode toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", status.http()).put("message", message()).put("status", status.name());
        if (!details.isEmpty()) {
            error.set("details", details);
        }
        return body;
    }

    /** The {@code google.rpc.Status} that ends an operation: there {@code code} is the canonical number, not HTTP's. */
    public ObjectNode toRpcStatus() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        return error.put("code", status.number()).put("message", message());
    }
}
