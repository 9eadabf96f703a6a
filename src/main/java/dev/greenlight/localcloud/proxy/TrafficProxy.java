package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.proxy.backends.BackendClients;
import dev.greenlight.localcloud.telemetry.RequestSink;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The reverse proxy in front of all services. Listens on every bind address, on the port of each route. */
public final class TrafficProxy implements Routes, AutoCloseable {
    private static final int MOST_THREADS = 1_000;
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(61);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    /** Cloud Run lets requests wait this long for an instance when it may start no other. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int HEADER_BYTES = 64 * 1024;

    private final List<InetAddress> binds;
    private final Lanes lanes;
    private final Server server;
    private final Doors doors;
    private volatile Demand demand = revision -> {};
    private final Map<Integer, Doors.Door> open = new HashMap<>();

    /**
     * Prepares the proxy; {@link #start()} makes it work.
     *
     * @param binds the addresses to listen on; at least one, never the wildcard address
     * @param invokers judges the callers of services that are not public
     * @param sink is told of every request when it is complete
     * @param seed makes the choice of revisions repeatable
     */
    public TrafficProxy(List<InetAddress> binds, InvokerCheck invokers, RequestSink sink, long seed) {
        this(binds, invokers, sink, seed, PATIENCE);
    }

    TrafficProxy(List<InetAddress> binds, InvokerCheck invokers, RequestSink sink, long seed, Duration patience) {
        this.binds = List.copyOf(binds);
        if (binds.isEmpty() || binds.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            throw new IllegalArgumentException("the proxy listens on named addresses only: " + binds);
        }
        lanes = new Lanes(new Draws(seed), revision -> demand.more(revision), patience);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("proxy");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setDynamic(false);
        doors = new Doors(server, http());
        doors.setIdleTimeout(LONGEST_REQUEST.toMillis());
        server.addConnector(doors);
        server.setHandler(new Gateway(lanes, invokers, sink, new Forwarder(new BackendClients())));
    }

    @Override
    public void onDemand(Demand listener) {
        demand = listener;
    }

    /** Starts without any port. */
    public TrafficProxy start() {
        try {
            server.start();
            expire();
        } catch (Exception e) {
            throw new IllegalStateException("the proxy does not start", e);
        }
        return this;
    }

    @Override
    public synchronized void publish(Route route) {
        // The lane first: no request may find an open port without it.
        Lane before = lanes.put(route);
        try {
            open(route.port());
        } catch (IOException e) {
            lanes.restore(route.port(), before);
            throw new UncheckedIOException("port " + route.port() + " cannot be opened for " + route.url(), e);
        }
    }

    @Override
    public synchronized boolean hold(int port) {
        try {
            open(port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void open(int port) throws IOException {
        if (!open.containsKey(port)) {
            open.put(port, doors.open(binds, port));
        }
    }

    @Override
    public synchronized void withdraw(int port) {
        Doors.Door door = open.remove(port);
        if (door == null) {
            return;
        }
        doors.close(door);
        Lane lane = lanes.at(port);
        if (lane == null) {
            return;
        }
        lanes.restore(port, null);
        List<EndPoint> left = doors.connections(port);
        Thread.ofVirtual().name("withdraw-" + port).start(() -> {
            lane.passing().awaitIdle(FAREWELL);
            left.forEach(EndPoint::close);
        });
    }

    @Override
    public synchronized void staff(ServingRevision revision, List<InetSocketAddress> instances) {
        lanes.staff(revision, instances);
    }

    @Override
    public void answered(ServingRevision revision, boolean started) {
        lanes.seats(revision).answered(started);
    }

    @Override
    public List<InetSocketAddress> dismiss(ServingRevision revision, Duration idle, int least) {
        return lanes.seats(revision).dismiss(idle, least);
    }

    @Override
    public boolean awaitDrained(ServingRevision revision, Duration limit) {
        return lanes.awaitIdle(revision, limit);
    }

    private void expire() {
        try {
            lanes.expire();
        } finally {
            server.getScheduler().schedule(this::expire, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
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

    private static HttpConnectionFactory http() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        // What a path means is the application's business.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return new HttpConnectionFactory(configuration);
    }
}
