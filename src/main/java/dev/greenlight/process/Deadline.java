package dev.greenlight.process;

import java.time.Duration;

/**
 * A moment by which all of a run has to be over.
 *
 * @param start by the monotonic clock, in nanoseconds
 * @param limit the time from there
 */
public record Deadline(long start, Duration limit) {
    /** A deadline that far from now. */
    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime(), limit);
    }

    /** The time since it was set. */
    public Duration gone() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What is left; at least a moment, so that what comes too late times out rather than fails to start. */
    public Duration left() {
        Duration left = limit.minus(gone());
        return left.isPositive() ? left : Duration.ofMillis(1);
    }
}
