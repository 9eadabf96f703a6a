package dev.greenlight.localcloud.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens on the given addresses, and on no others, and lets an {@link Api} answer on virtual threads. */
public final class ApiServer implements AutoCloseable {
    static {
        // Else Jetty asks the virtual machine's management for the size of a reference, and starting that takes a third
        // of a start.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server;

    private ApiServer(Server server) {
        this.server = server;
    }

    /**
     * @param addresses host addresses such as {@code 127.0.0.1}, or names, never the wildcard address; the same port on each. Calls to other
     *     names are refused
     * @param port 0 picks a free one on the first address, the others follow
     * @throws IllegalStateException when an address cannot be bound
     */
    public static ApiServer start(List<String> addresses, int port, Api api, Identity identity) {
        return start(addresses, port, api, identity, PATIENCE);
    }

    /** @param patience how long a client may send nothing while it should */
    static ApiServer start(List<String> addresses, int port, Api api, Identity identity, Duration patience) {
        if (addresses.isEmpty() || addresses.stream().anyMatch(ApiServer::isWildcard)) {
            throw new IllegalArgumentException("the API listens on named addresses only: " + addresses);
        }
        QueuedThreadPool threads = new QueuedThreadPool(16);
        threads.setName("api");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        server.setHandler(new ApiHandler(api, identity, addresses));
        server.setErrorHandler(new ServerErrors());
        server.setStopTimeout(2_000);
        ApiServer started = new ApiServer(server);
        int chosen = port;
        try {
            for (String address : addresses) {
                ServerConnector connector =
                        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
                connector.setHost(address);
                connector.setPort(chosen);
                connector.setShutdownIdleTimeout(100);
                connector.setIdleTimeout(patience.toMillis());
                connector.open();
                chosen = connector.getLocalPort();
                server.addConnector(connector);
            }
            server.start();
        } catch (Exception e) {
            started.close();
            throw new IllegalStateException("the API cannot listen on " + addresses + " port " + chosen, e);
        }
        return started;
    }

    private static boolean isWildcard(String address) {
        return new InetSocketAddress(address, 0).getAddress() instanceof InetAddress known && known.isAnyLocalAddress();
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // Names of images carry encoded slashes, and templates are matched before decoding.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Where the first address listens. */
    public InetSocketAddress address() {
        ServerConnector first = (ServerConnector) server.getConnectors()[0];
        return InetSocketAddress.createUnresolved(first.getHost(), first.getLocalPort());
    }

    /** Stops listening; calls under way get two seconds. Idempotent. */
    @Override
    public void close() {
        try {
            for (var connector : server.getConnectors()) {
                ((ServerConnector) connector).close();
            }
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the API server did not stop", e);
        }
    }
}
