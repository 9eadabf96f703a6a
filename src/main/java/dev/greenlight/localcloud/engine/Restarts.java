package dev.greenlight.localcloud.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When what ended by itself, or did not start, is started again: more and more slowly, until it has been well for a while. */
public final class Restarts {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** Who comes to an end later than this after he was started again has not crashed in a loop. */
    private static final Duration WELL = Duration.ofMinutes(1);

    private record Setback(Duration pause, long at) {
        long over() {
            return at + pause.toNanos();
        }
    }

    private final Map<Key, Setback> setbacks = new ConcurrentHashMap<>();

    /**
     * How long to wait before the next start. What ends in the pause after another one does not make it longer.
     *
     * @param now of a clock in nanoseconds
     */
    public Duration pause(Key key, long now) {
        Setback last = setbacks.compute(key, (same, before) -> {
            if (before == null || now - before.over() > WELL.toNanos()) {
                return new Setback(FIRST, now);
            }
            Duration twice = before.pause().multipliedBy(2);
            return now < before.over() ? before : new Setback(twice.compareTo(LONGEST) < 0 ? twice : LONGEST, now);
        });
        return Duration.ofNanos(last.over() - now);
    }

    /** Whether the pause after the last end is not over. */
    public boolean isPausing(Key key, long now) {
        Setback last = setbacks.get(key);
        return last != null && now < last.over();
    }

    /** It is stopped for good. */
    public void forget(Key key) {
        setbacks.remove(key);
    }
}
