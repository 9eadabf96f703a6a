package dev.greenlight.releases;

import dev.greenlight.releases.steps.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Time that passes only when somebody waits. */
public final class FakePace implements Pace {
    private final List<Consumer<Duration>> listeners = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration time) {
        now = now.plus(time);
        listeners.forEach(listener -> listener.accept(time));
    }

    synchronized void whilePassing(Consumer<Duration> listener) {
        listeners.add(listener);
    }
}
