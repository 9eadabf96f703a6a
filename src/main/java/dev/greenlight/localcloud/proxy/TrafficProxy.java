package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.RequestSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The reverse proxy in front of all services. Listens on every bind address, on the port of each route. */
public final class TrafficProxy implements Routes, AutoCloseable {
    private static final int MOST_THREADS = 1_000;
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(61);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int HEADER_BYTES = 64 * 1024;

    private final List<InetAddress> binds;
    private final Lanes lanes;
    private final Server server;
    private final Map<Integer, List<ServerConnector>> open = new HashMap<>();

    /**
     * Prepares the proxy; {@link #start()} makes it work.
     *
     * @param binds the addresses to listen on; at least one, never the wildcard address
     * @param invokers judges the callers of services that are not public
     * @param sink is told of every request when it is complete
     * @param seed makes the choice of revisions repeatable
     */
    public TrafficProxy(List<InetAddress> binds, InvokerCheck invokers, RequestSink sink, long seed) {
        this.binds = List.copyOf(binds);
        if (binds.isEmpty() || binds.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            throw new IllegalArgumentException("the proxy listens on named addresses only: " + binds);
        }
        lanes = new Lanes(new Draws(seed));
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("proxy");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setHandler(new Gateway(lanes, invokers, sink, new Forwarder(new BackendClients())));
    }

    /** Starts without any port. */
    public TrafficProxy start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the proxy does not start", e);
        }
        return this;
    }

    @Override
    public synchronized void publish(Route route) {
        Lane before = lanes.put(route);
        if (open.containsKey(route.port())) {
            return;
        }
        List<ServerConnector> opened = new ArrayList<>();
        try {
            for (InetAddress bind : binds) {
                opened.add(connector(bind, route.port()));
            }
        } catch (IOException e) {
            opened.forEach(this::close);
            lanes.restore(route.port(), before);
            throw new UncheckedIOException("port " + route.port() + " cannot be opened for " + route.url(), e);
        }
        open.put(route.port(), opened);
    }

    @Override
    public synchronized void withdraw(int port) {
        List<ServerConnector> connectors = open.remove(port);
        if (connectors != null) {
            // Shutting down first lets the requests under way finish; new connections are refused.
            connectors.forEach(ServerConnector::shutdown);
            // The selector lets go of a closed socket a little later; until then the port would still accept.
            patiently(CLOSING, () -> available(port));
            Thread.ofVirtual().name("withdraw-" + port).start(() -> connectors.forEach(this::farewell));
        }
        lanes.restore(port, null);
    }

    @Override
    public boolean awaitDrained(String project, String location, String revision, Duration limit) {
        return lanes.awaitIdle(project, location, revision, limit);
    }

    @Override
    public synchronized int freePort(int from) {
        for (int port = from; port <= 65535; port++) {
            if (!open.containsKey(port) && available(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + from);
    }

    @Override
    public synchronized void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the proxy does not stop", e);
        } finally {
            open.clear();
        }
    }

    private boolean available(int port) {
        for (InetAddress bind : binds) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(bind, port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private ServerConnector connector(InetAddress bind, int port) throws IOException {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        // What a path means is the application's business.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector =
                new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(configuration));
        connector.setHost(bind.getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(1024);
        connector.setIdleTimeout(LONGEST_REQUEST.toMillis());
        connector.setShutdownIdleTimeout(1_000);
        server.addConnector(connector);
        try {
            connector.start();
        } catch (IOException e) {
            close(connector);
            throw e;
        } catch (Exception e) {
            close(connector);
            throw new IOException(e);
        }
        return connector;
    }

    private void farewell(ServerConnector connector) {
        patiently(FAREWELL, () -> connector.getConnectedEndPoints().isEmpty());
        close(connector);
    }

    private static void patiently(Duration limit, BooleanSupplier done) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void close(ServerConnector connector) {
        try {
            connector.stop();
        } catch (Exception e) {
            throw new IllegalStateException("port " + connector.getPort() + " does not close", e);
        } finally {
            server.removeConnector(connector);
        }
    }
}
