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
 * @param trace the trace's id, 32 hexadecimal digits
 */
public record ServedRequest(
        Instant start,
        String method,
        String url,
        int status,
        Duration latency,
        String remoteIp,
        String userAgent,
        String trace) {}
