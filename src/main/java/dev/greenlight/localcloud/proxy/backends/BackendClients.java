package dev.greenlight.localcloud.proxy.backends;

import java.time.Duration;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** The connections to revisions. */
public final class BackendClients {
    /** The tag of requests that are sent on a kept connection only after it has rested. */
    public static final String RESTED = "rested";

    /** Below gunicorn's 2 s, the shortest keep-alive of the usual servers: the pool gives a connection up before its backend does. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_CONNECTIONS = 4_000;
    private static final int MOST_WAITING = 20_000;
    private static final int HEADER_BYTES = 64 * 1024;

    /** A client that works on the server's threads and buffers. */
    public HttpClient newClient(Server server) {
        ClientConnector connector = new ClientConnector();
        connector.setExecutor(server.getThreadPool());
        connector.setScheduler(server.getScheduler());
        connector.setByteBufferPool(server.getByteBufferPool());
        connector.setSelectors(1);
        connector.setSslContextFactory(new NoTls());
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        transport.setConnectionPoolFactory(BackendClients::pool);
        // Nothing between two connections blocks, so no request changes threads but from its client's selector to its
        // backend's.
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        return new HttpClient(transport);
    }

    public void configure(HttpClient client) {
        client.setIdleTimeout(IDLE.toMillis());
        client.setConnectTimeout(CONNECT.toMillis());
        client.setDestinationIdleTimeout(60_000);
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MOST_WAITING);
        client.setRequestBufferSize(HEADER_BYTES);
        client.setMaxResponseHeadersSize(HEADER_BYTES);
        // A request without a User-Agent or a Content-Type stays without one.
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
    }

    private static ConnectionPool pool(Destination destination) {
        int most = destination.getHttpClient().getMaxConnectionsPerDestination();
        return RESTED.equals(destination.getOrigin().getTag())
                ? new RestingPool(destination, most)
                : new DuplexConnectionPool(destination, most);
    }

    /** Revisions are spoken to in plain text; reading the authorities that are trusted otherwise takes a good part of a start. */
    private static final class NoTls extends SslContextFactory.Client {
        @Override
        protected void doStart() {}
    }
}
