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
    /** Whether everything that changes a route fails, in a way that nobody expects. */
    volatile boolean broken;

    @Override
    public void publish(Route route) {
        work();
        if (!hold(route.port())) {
            throw new UncheckedIOException("port " + route.port(), new BindException("Address already in use"));
        }
        published.put(route.port(), route);
    }

    @Override
    public void withdraw(int port) {
        work();
        published.remove(port);
    }

    private void work() {
        if (broken) {
            throw new IllegalStateException("the routes are broken");
        }
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
    public boolean hold(int port) {
        return published.containsKey(port) || !foreign.contains(port);
    }
}
