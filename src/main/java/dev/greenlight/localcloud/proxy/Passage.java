package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.RequestSink;
import dev.greenlight.localcloud.telemetry.ServedRequest;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetSocketAddress;
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
    private volatile String note = "";
    private volatile Lane.@Nullable Target target;
    private volatile Seats.@Nullable Seated seated;

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

    /** @param chosen null when the request reaches no revision */
    void to(Lane.@Nullable Target chosen) {
        target = chosen;
    }

    /** Takes the seat, and keeps the client with its instance when the revision wants that. */
    void take(Seats.Seated taken, Affinity affinity, Response response) {
        seated = taken;
        String revision = target().revision().name();
        if (target().limits().affinity()
                && !(affinity.isFor(revision) && taken.address().equals(affinity.address()))) {
            response.getHeaders().add(HttpHeader.SET_COOKIE, Affinity.cookie(revision, taken.address()));
        }
    }

    InetSocketAddress address() {
        Seats.Seated taken = seated;
        if (taken == null) {
            throw new IllegalStateException("no instance has been found yet");
        }
        return taken.address();
    }

    /** What is left of the time that the revision gives a request. */
    Duration left() {
        Duration left = target().limits().timeout().minusNanos(System.nanoTime() - startNanos);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    /** What the log says of the request, as Cloud Run answers it itself. */
    void note(String text) {
        note = text;
    }

    Lane lane() {
        return lane;
    }

    Trace trace() {
        return trace;
    }

    private Lane.Target target() {
        Lane.Target chosen = target;
        if (chosen == null) {
            throw new IllegalStateException("no revision has been chosen yet");
        }
        return chosen;
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
                            new ServedRequest.Trail(trace.id(), trace.spanId(), note)));
        } finally {
            lane.passing().leave();
            Seats.Seated taken = seated;
            if (chosen != null && taken != null) {
                chosen.seats().leave(taken);
            }
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
