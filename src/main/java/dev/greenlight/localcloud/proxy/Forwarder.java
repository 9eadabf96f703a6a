package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.proxy.backends.BackendClients;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Passes a request on to the revision that was chosen for it, and its answer back; both bodies stream. */
final class Forwarder extends ProxyHandler.Reverse {
    /** All others are sent on a connection that was just seen to be open, as a lost one could not be told from a handled one. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    /** The client refuses to send these; encoded, every server reads them as the same text. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final BackendClients clients;

    Forwarder(BackendClients clients) {
        super(Request::getHttpURI);
        this.clients = clients;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    protected HttpClient newHttpClient() {
        return clients.newClient(getServer());
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        clients.configure(client);
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI uri) {
        Passage passage = Passage.of(request);
        InetSocketAddress address = passage.address();
        return getHttpClient()
                .newRequest(address.getHostString(), address.getPort())
                .scheme("http")
                .method(request.getMethod())
                .path(STRAY_PERCENT.matcher(uri.getPathQuery()).replaceAll("%25"))
                .version(HttpVersion.HTTP_1_1)
                .tag(IDEMPOTENT.contains(request.getMethod()) ? null : BackendClients.RESTED)
                // The pool's idle limit is for connections that wait; one that works is limited by the request's own
                // time.
                .idleTimeout(0, TimeUnit.MILLISECONDS)
                .timeout(passage.left().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
        Passage passage = Passage.of(request);
        String client = Request.getRemoteAddr(request);
        String scheme = passage.lane().route().url().startsWith("https:") ? "https" : "http";
        Trace trace = passage.trace();
        onward.headers(headers -> {
            String before = headers.get(HttpHeader.X_FORWARDED_FOR);
            headers.put(HttpHeader.X_FORWARDED_FOR, before == null ? client : before + ", " + client);
            headers.put(HttpHeader.X_FORWARDED_PROTO, scheme);
            if (!headers.contains(HttpHeader.FORWARDED)) {
                headers.put(HttpHeader.FORWARDED, "for=\"" + client + "\";proto=" + scheme);
            }
            if (!headers.contains(Trace.HEADER)) {
                headers.put(Trace.HEADER, trace.google());
            }
            if (!headers.contains(Trace.W3C_HEADER)) {
                headers.put(Trace.W3C_HEADER, trace.w3c());
            }
        });
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            // Part of the answer is out: only a broken connection tells the client that the rest is missing.
            callback.failed(failure);
            return;
        }
        response.reset();
        if (failure instanceof TimeoutException) {
            CloudRunPages.timedOut(response, callback);
        } else {
            boolean connected = onward.getConnection() != null;
            CloudRunPages.disconnected(response, connected, callback);
        }
    }
}
