package dev.greenlight.suites;

import java.time.Duration;

/**
 * A moment by which all of a run has to be over.
 *
 * @param start by the monotonic clock, in nanoseconds
 * @param limit the time from there
 */
record Deadline(long start, Duration limit) {
    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime(), limit);
    }

    Duration gone() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What is left; at least a moment, so that what comes too late times out rather than fails to start. */
    Duration left() {
        Duration left = limit.minus(gone());
        return left.isPositive() ? left : Duration.ofMillis(1);
    }
}
