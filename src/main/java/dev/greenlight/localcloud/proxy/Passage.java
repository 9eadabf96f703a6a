package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.RequestSink;
import dev.greenlight.localcloud.telemetry.ServedRequest;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One request on its way through. */
final class Passage {
    private static final String ATTRIBUTE = Passage.class.getName();

    private final Lane lane;
    private final Trace trace;
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private Lane.@Nullable Target target;

    Passage(Lane lane, Trace trace) {
        this.lane = lane;
        this.trace = trace;
    }

    static Passage of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Passage passage) {
            return passage;
        }
        throw new IllegalStateException("the request did not come in through a lane");
    }

    /** Ties the passage to its request: when the response is complete, it is counted out and told to the sink. */
    void begin(Request request, Response response, RequestSink sink) {
        request.setAttribute(ATTRIBUTE, this);
        lane.passing().enter();
        Request.addCompletionListener(request, failure -> finish(request, response, sink));
    }

    void to(Lane.Target chosen) {
        target = chosen;
    }

    Lane lane() {
        return lane;
    }

    Trace trace() {
        return trace;
    }

    Lane.Target target() {
        if (target == null) {
            throw new IllegalStateException("no revision has been chosen yet");
        }
        return target;
    }

    private void finish(Request request, Response response, RequestSink sink) {
        Lane.Target chosen = target;
        ServingRevision revision = chosen == null ? lane.nobody() : chosen.revision();
        try {
            sink.served(
                    revision,
                    new ServedRequest(
                            start,
                            request.getMethod(),
                            lane.route().url() + request.getHttpURI().getPathQuery(),
                            response.getStatus(),
                            Duration.ofNanos(System.nanoTime() - startNanos),
                            Request.getRemoteAddr(request),
                            text(request.getHeaders().get(HttpHeader.USER_AGENT)),
                            trace.id()));
        } finally {
            lane.passing().leave();
            if (chosen != null) {
                chosen.inFlight().leave();
            }
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
