package dev.greenlight.localcloud.proxy;

import java.time.Duration;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Server;

/** The connections to revisions. */
final class BackendClients {
    /** The tag of requests that never share a connection. */
    static final String FRESH = "fresh";

    /** Below gunicorn's 2 s, the shortest keep-alive of the usual servers: the pool gives a connection up before its backend does. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_CONNECTIONS = 4_000;
    private static final int MOST_WAITING = 20_000;
    private static final int HEADER_BYTES = 64 * 1024;

    /** A client that works on the server's threads and buffers. */
    HttpClient newClient(Server server) {
        ClientConnector connector = new ClientConnector();
        connector.setExecutor(server.getThreadPool());
        connector.setScheduler(server.getScheduler());
        connector.setByteBufferPool(server.getByteBufferPool());
        connector.setSelectors(1);
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        transport.setConnectionPoolFactory(BackendClients::pool);
        return new HttpClient(transport);
    }

    void configure(HttpClient client) {
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
        DuplexConnectionPool pool = new DuplexConnectionPool(
                destination, destination.getHttpClient().getMaxConnectionsPerDestination());
        if (FRESH.equals(destination.getOrigin().getTag())) {
            pool.setMaxUsage(1);
        }
        return pool;
    }
}
