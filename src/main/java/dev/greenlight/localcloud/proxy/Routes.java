package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The ports that serve, and what they serve. */
public interface Routes {
    /**
     * Opens the route's port, or changes what it serves, atomically: a request that arrives after this returns sees the new route, and no
     * connection of a client is closed.
     *
     * @throws java.io.UncheckedIOException when the port cannot be opened; nothing has changed then
     */
    void publish(Route route);

    /** Closes a port. Requests under way are finished. Does nothing when the port is not open. */
    void withdraw(int port);

    /** Says who is to hear that requests wait for an instance. Until then they wait in vain. */
    void onDemand(Demand listener);

    /** Says which instances of a revision run now; none unless it was said. Those who wait for one are served at once. */
    void staff(ServingRevision revision, List<InetSocketAddress> instances);

    /**
     * Answers a {@link Demand}.
     *
     * @param started false when the instance does not start: requests that nobody else can serve are then answered with 503
     */
    void answered(ServingRevision revision, boolean started);

    /**
     * Takes instances away that had no request for a while; no request reaches them any more.
     *
     * @param least how many instances are kept in any case
     * @return those that may now be stopped
     */
    List<InetSocketAddress> dismiss(ServingRevision revision, Duration idle, int least);

    /**
     * Waits until no request to the revision is under way. Call it after publishing routes without the revision: no new request can reach
     * it then.
     *
     * @return whether the revision was idle within the limit
     */
    boolean awaitDrained(ServingRevision revision, Duration limit);

    /**
     * Takes a port, so that no other program can, until it is withdrawn. It answers 503 until a route is published there. Idempotent.
     *
     * @return false when another program has it
     */
    boolean hold(int port);
}
