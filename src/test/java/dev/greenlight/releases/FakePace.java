package dev.greenlight.releases;

import dev.greenlight.releases.steps.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Time that passes only when somebody waits. */
public final class FakePace implements Pace {
    private final List<Consumer<Duration>> listeners = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void pause(Duration time) {
        synchronized (this) {
            now = now.plus(time);
        }
        // Outside the lock: a listener takes its own, and whoever holds that one asks for the time.
        listeners.forEach(listener -> listener.accept(time));
    }

    void whilePassing(Consumer<Duration> listener) {
        listeners.add(listener);
    }
}
