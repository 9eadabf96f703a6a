package dev.greenlight.runner.results;

import java.time.Duration;

/**
 * How often a call is tried, and how long is waited in between.
 *
 * @param attempts at least 1
 * @param pause before the second attempt; each further one is half as long again
 */
public record Patience(int attempts, Duration pause) {
    /** What GitHub's own clients have. */
    public static final Patience USUAL = new Patience(5, Duration.ofSeconds(3));

    /** For what is convenient and not needed: nobody waits a minute for a cache. */
    public static final Patience SHORT = new Patience(2, Duration.ofSeconds(1));

    public Patience {
        if (attempts < 1 || pause.isNegative()) {
            throw new IllegalArgumentException("at least one attempt, and no time that runs backwards");
        }
    }

    /** @param attempt the one that has just failed, from 1 */
    Duration after(int attempt) {
        return Duration.ofMillis((long) (pause.toMillis() * Math.pow(1.5, attempt - 1)));
    }
}
