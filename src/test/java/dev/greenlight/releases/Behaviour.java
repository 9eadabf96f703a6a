package dev.greenlight.releases;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a version of the application behaves in the fake cloud.
 *
 * @param starts whether its container comes up
 * @param health the status of its health path
 * @param errorPercent of its real requests that it answers with 500
 * @param names whether its version path names its revision
 * @param millis what a middling request takes
 * @param said what its health path says besides its status
 */
public record Behaviour(boolean starts, int health, int errorPercent, boolean names, int millis, Said said) {
    public static final Behaviour GOOD = new Behaviour(true, 200, 0, true);
    public static final Behaviour CRASHING = new Behaviour(false, 503, 0, true);
    public static final Behaviour UNHEALTHY = new Behaviour(true, 503, 0, true);

    /** @param took until it was said */
    public record Said(String body, Map<String, List<String>> headers, Duration took) {
        static final Said LITTLE = new Said("{}", Map.of(), Duration.ofMillis(1));
    }

    public Behaviour(boolean starts, int health, int errorPercent, boolean names) {
        this(starts, health, errorPercent, names, 40, Said.LITTLE);
    }

    /** Good, but for what its health path says. */
    static Behaviour saying(int status, String body, String type, int millis) {
        Said said = new Said(body, Map.of("content-type", List.of(type)), Duration.ofMillis(millis));
        return new Behaviour(true, status, 0, true, 40, said);
    }

    public static Behaviour failing(int errorPercent) {
        return new Behaviour(true, 200, errorPercent, true);
    }

    public static Behaviour slow(int millis) {
        return new Behaviour(true, 200, 0, true, millis, Said.LITTLE);
    }
}
