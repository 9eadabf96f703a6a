package dev.greenlight.localcloud.http;

/**
 * Google's canonical codes with their HTTP status.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">google.rpc.Code</a>
 */
public enum Status {
    INVALID_ARGUMENT(3, 400),
    DEADLINE_EXCEEDED(4, 504),
    NOT_FOUND(5, 404),
    ALREADY_EXISTS(6, 409),
    PERMISSION_DENIED(7, 403),
    RESOURCE_EXHAUSTED(8, 429),
    FAILED_PRECONDITION(9, 400),
    ABORTED(10, 409),
    OUT_OF_RANGE(11, 400),
    UNIMPLEMENTED(12, 501),
    INTERNAL(13, 500),
    UNAVAILABLE(14, 503),
    UNAUTHENTICATED(16, 401);

    private final int number;
    private final int http;

    Status(int number, int http) {
        this.number = number;
        this.http = http;
    }

    /** The number of {@code google.rpc.Code}. */
    public int number() {
        return number;
    }

    /** The status of the HTTP answer. */
    public int http() {
        return http;
    }
}
