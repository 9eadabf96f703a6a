package dev.greenlight.localcloud.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that has been answered.
 *
 * @param start when it arrived
 * @param method its HTTP method
 * @param url the published address it was sent to, with path and query
 * @param status the answer's status code
 * @param latency from its arrival to the end of the answer
 * @param remoteIp the client's address
 * @param userAgent what the client calls itself; may be empty
 */
public record ServedRequest(
        Instant start,
        String method,
        String url,
        int status,
        Duration latency,
        String remoteIp,
        String userAgent,
        Trail trail) {
    /**
     * Where it belongs.
     *
     * @param trace the trace's id, 32 hexadecimal digits
     * @param span the id of the request's own span, 16 hexadecimal digits
     * @param note what Cloud Run says of a request that it answered itself; may be empty
     */
    public record Trail(String trace, String span, String note) {}
}
