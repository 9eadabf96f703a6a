package dev.greenlight.localcloud.proxy;

import java.time.Duration;

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

    /**
     * Waits until no request to the revision is under way. Call it after publishing routes without the revision: no new request can reach
     * it then.
     *
     * @return whether the revision was idle within the limit
     */
    boolean awaitDrained(String project, String location, String revision, Duration limit);

    /** The lowest port from the given one that no route has and that can be opened now. */
    int freePort(int from);
}
