package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.RequestSink;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lets a request in or answers it itself; hands those it lets in to the forwarder. */
final class Gateway extends Handler.Wrapper {
    private static final String BEARER = "bearer ";
    private static final String SERVERLESS = "X-Serverless-Authorization";

    private final Lanes lanes;
    private final InvokerCheck invokers;
    private final RequestSink sink;

    Gateway(Lanes lanes, InvokerCheck invokers, RequestSink sink, Forwarder forwarder) {
        super(false, forwarder);
        this.lanes = lanes;
        this.invokers = invokers;
        this.sink = sink;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int port = Request.getLocalPort(request);
        Lane lane = lanes.at(port);
        if (lane == null) {
            // It came by a kept connection of a port that is closed, or to one that is only held.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            CloudRunPages.unavailable(response, callback);
            return true;
        }
        Passage passage = new Passage(lane, Trace.of(request.getHeaders()));
        passage.begin(request, response, sink);
        Optional<String> upgrade = upgrade(request.getHeaders());
        if (upgrade.isPresent()) {
            CloudRunPages.cannotUpgrade(response, upgrade.get(), callback);
            return true;
        }
        if (!lane.route().publicInvoker() && refused(lane, request, response, callback)) {
            return true;
        }
        enter(lane, passage, request, response, callback);
        return true;
    }

    /**
     * Takes a seat at an instance of the revision that the draw falls on, now or later. The lane is read again when the seat is taken, so that a
     * request is either seen by whoever drains the revision afterwards, or chooses anew.
     */
    private void enter(Lane lane, Passage passage, Request request, Response response, Callback callback) {
        Affinity affinity = Affinity.of(request);
        for (Lane current = lane;
                current != null;
                current = lanes.at(lane.route().port())) {
            Lane.Target target = lanes.choose(current, affinity).orElse(null);
            if (target == null) {
                break;
            }
            passage.to(target);
            Seats.Answer answer = target.seats()
                    .enter(
                            target.limits(),
                            affinity.isFor(target.revision().name()) ? affinity.address() : null,
                            later -> getServer()
                                    .getThreadPool()
                                    .execute(() -> go(later, passage, affinity, request, response, callback)));
            boolean settled = answer == null || lanes.at(lane.route().port()) == current;
            if (answer != null && settled) {
                go(answer, passage, affinity, request, response, callback);
            } else if (answer instanceof Seats.Seated seated) {
                target.seats().leave(seated);
            }
            if (settled) {
                return;
            }
        }
        passage.to(null);
        CloudRunPages.unavailable(response, callback);
    }

    private void go(
            Seats.Answer answer,
            Passage passage,
            Affinity affinity,
            Request request,
            Response response,
            Callback callback) {
        switch (answer) {
            case Seats.Seated seated -> {
                passage.take(seated, affinity, response);
                try {
                    super.handle(request, response, callback);
                } catch (Exception e) {
                    Response.writeError(request, response, callback, e);
                }
            }
            case Seats.NoInstance none -> CloudRunPages.noInstance(response, callback);
            case Seats.NotStarted not -> CloudRunPages.notStarted(response, callback);
            case Seats.TooLate late -> CloudRunPages.timedOut(response, callback);
        }
    }

    private boolean refused(Lane lane, Request request, Response response, Callback callback) {
        String token = bearer(request.getHeaders());
        InvokerCheck.Admission admission =
                token == null ? InvokerCheck.Admission.FORBIDDEN : invokers.check(token, lanes.serviceUrl(lane));
        switch (admission) {
            case ADMITTED -> {
                return false;
            }
            case FORBIDDEN -> CloudRunPages.forbidden(response, callback);
            case UNVERIFIED -> CloudRunPages.unauthorized(response, callback);
        }
        return true;
    }

    /** Cloud Run reads its own header first, so that an application may use Authorization for itself. */
    private static @Nullable String bearer(HttpFields headers) {
        String value = headers.get(SERVERLESS);
        if (value == null) {
            value = headers.get(HttpHeader.AUTHORIZATION);
        }
        if (value == null || !value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String token = value.substring(BEARER.length()).strip();
        return token.isEmpty() ? null : token;
    }

    private static Optional<String> upgrade(HttpFields headers) {
        String protocol = headers.get(HttpHeader.UPGRADE);
        return protocol == null
                        || protocol.equalsIgnoreCase("h2c")
                        || !headers.contains(HttpHeader.CONNECTION, "upgrade")
                ? Optional.empty()
                : Optional.of(protocol);
    }
}
