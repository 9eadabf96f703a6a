package dev.greenlight.localcloud.proxy.backends;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * Connections for requests that are not idempotent, which must not meet one that its backend is just closing. A connection is given out again
 * only after a rest, long enough for the news that the backend has closed it after its last answer; until so many have been kept open through
 * their rest that the backend is seen to mean it. Where a backend closes one soon after an answer, none is used twice from then on.
 */
final class RestingPool extends DuplexConnectionPool {
    private static final Duration REST = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final int CONVINCING = 20;
    private static final long IN_USE = Long.MAX_VALUE;

    /** A connection and when it was given back. */
    private static final class Use {
        private final Connection connection;
        private volatile long since = IN_USE;

        private Use(Connection connection) {
            this.connection = connection;
        }

        boolean endedWithin(Duration time) {
            return since != IN_USE && System.nanoTime() - since < time.toNanos();
        }
    }

    private final Map<Connection, Use> uses = new ConcurrentHashMap<>();
    private final Queue<Use> resting = new ArrayDeque<>();
    private final AtomicInteger kept = new AtomicInteger();

    RestingPool(Destination destination, int most) {
        super(destination, most);
    }

    @Override
    protected @Nullable Connection activate() {
        for (Use rested = rested(); rested != null; rested = rested()) {
            kept.incrementAndGet();
            super.release(rested.connection);
        }
        Connection connection = super.activate();
        if (connection != null) {
            uses.computeIfAbsent(connection, Use::new).since = IN_USE;
        }
        return connection;
    }

    private @Nullable Use rested() {
        synchronized (resting) {
            Use first = resting.peek();
            return first == null || first.endedWithin(REST) ? null : resting.poll();
        }
    }

    @Override
    public boolean release(Connection connection) {
        Use use = uses.computeIfAbsent(connection, Use::new);
        use.since = System.nanoTime();
        if (getMaxUsage() == 1 || kept.get() >= CONVINCING || getConnectionCount() >= getMaxConnectionCount()) {
            return super.release(connection);
        }
        synchronized (resting) {
            resting.add(use);
        }
        return true;
    }

    @Override
    protected void onRemoved(Connection connection) {
        super.onRemoved(connection);
        Use use = uses.remove(connection);
        if (use == null) {
            return;
        }
        synchronized (resting) {
            resting.remove(use);
        }
        if (use.endedWithin(SOON)) {
            setMaxUsage(1);
        }
    }
}
