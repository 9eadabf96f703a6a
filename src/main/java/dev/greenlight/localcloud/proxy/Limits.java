package dev.greenlight.localcloud.proxy;

import java.time.Duration;

/**
 * How much a revision takes.
 *
 * @param concurrency how many requests one instance handles at a time; 1 or more
 * @param most how many instances it may have; 1 or more
 * @param timeout how long one request may take, waiting for an instance included, until it is answered with 504; positive
 * @param affinity whether a client stays with the instance that answered it first
 */
public record Limits(int concurrency, int most, Duration timeout, boolean affinity) {
    public Limits {
        if (concurrency < 1 || most < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "a revision takes one request or more: " + concurrency + ", " + most + ", " + timeout);
        }
    }
}
