package dev.greenlight.localcloud.engine;

import java.time.Duration;

/**
 * When a container counts as started.
 *
 * @param path asked by HTTP GET, where 2xx and 3xx are ready; empty = a TCP connection is enough
 * @param port of the container
 * @param delay before the first question
 * @param timeout for one question
 * @param limit after which the start has failed, counted from the end of the delay
 */
public record Probe(String path, int port, Duration delay, Duration timeout, Duration limit) {
    public Probe {
        if (port < 1 || port > 65535 || timeout.isZero() || timeout.isNegative() || limit.isNegative()) {
            throw new IllegalArgumentException("a probe has a port and positive times");
        }
    }

    public boolean isHttp() {
        return !path.isEmpty();
    }
}
