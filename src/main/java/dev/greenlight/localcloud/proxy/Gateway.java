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
            // It came by a kept connection of a port that is closed.
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
        Optional<Lane.Target> target = lanes.enter(port);
        if (target.isEmpty()) {
            CloudRunPages.unavailable(response, callback);
            return true;
        }
        passage.to(target.get());
        return super.handle(request, response, callback);
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
