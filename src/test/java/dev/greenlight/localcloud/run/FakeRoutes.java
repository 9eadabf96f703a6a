package dev.greenlight.localcloud.run;

import dev.greenlight.localcloud.proxy.Route;
import dev.greenlight.localcloud.proxy.Routes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Routes that nobody calls: the last published of each port. */
public final class FakeRoutes implements Routes {
    final Map<Integer, Route> published = new ConcurrentHashMap<>();
    private int next = 30000;

    @Override
    public void publish(Route route) {
        published.put(route.port(), route);
    }

    @Override
    public void withdraw(int port) {
        published.remove(port);
    }

    @Override
    public boolean awaitDrained(String project, String location, String revision, Duration limit) {
        return true;
    }

    @Override
    public synchronized int freePort(int from) {
        return Math.max(from, next++);
    }
}
