package dev.greenlight.demo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Spaces requests evenly. When the system is slower than the pace, requests are not made up for later. */
final class Pace {
    private final long gapNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** @param perSecond requests a second, at least 1 */
    Pace(int perSecond) {
        gapNanos = 1_000_000_000L / perSecond;
    }

    /** Waits for the next free place in time. */
    void await() {
        long now = System.nanoTime();
        long mine = next.getAndUpdate(planned -> Math.max(planned, now) + gapNanos);
        long place = Math.max(mine, now);
        while (place - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(place - System.nanoTime());
        }
    }
}
