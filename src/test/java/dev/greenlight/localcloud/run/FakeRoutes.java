package dev.greenlight.localcloud.run;

import dev.greenlight.localcloud.proxy.Demand;
import dev.greenlight.localcloud.proxy.Route;
import dev.greenlight.localcloud.proxy.Routes;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Routes that nobody calls: the last published of each port. */
public final class FakeRoutes implements Routes {
    final Map<Integer, Route> published = new ConcurrentHashMap<>();
    final Map<String, Integer> staffed = new ConcurrentHashMap<>();
    final Set<Integer> foreign = ConcurrentHashMap.newKeySet();
    private int next = 30000;

    @Override
    public void publish(Route route) {
        if (!usable(route.port())) {
            throw new UncheckedIOException("port " + route.port(), new BindException("Address already in use"));
        }
        published.put(route.port(), route);
    }

    @Override
    public void withdraw(int port) {
        published.remove(port);
    }

    @Override
    public void onDemand(Demand listener) {}

    @Override
    public void staff(ServingRevision revision, List<InetSocketAddress> instances) {
        staffed.put(revision.name(), instances.size());
    }

    @Override
    public void answered(ServingRevision revision, boolean started) {}

    @Override
    public List<InetSocketAddress> dismiss(ServingRevision revision, Duration idle, int least) {
        return List.of();
    }

    @Override
    public boolean awaitDrained(ServingRevision revision, Duration limit) {
        return true;
    }

    @Override
    public boolean usable(int port) {
        return published.containsKey(port) || !foreign.contains(port);
    }

    @Override
    public synchronized int freePort(int from) {
        return Math.max(from, next++);
    }
}
