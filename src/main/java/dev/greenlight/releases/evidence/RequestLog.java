package dev.greenlight.releases.evidence;

import java.time.Instant;
import java.util.List;

/**
 * The request log of a service, request by request.
 *
 * @param from since when it is complete
 * @param users what others than this program asked for; each request a point of its own
 * @param own when requests of this program arrived, as far as the log shows them; oldest first
 */
public record RequestLog(Instant from, Reading.Known users, List<Instant> own) {
    public RequestLog {
        own = own.stream().sorted().toList();
    }
}
