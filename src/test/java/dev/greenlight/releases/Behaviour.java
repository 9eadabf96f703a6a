package dev.greenlight.releases;

/**
 * How a version of the application behaves in the fake cloud.
 *
 * @param starts whether its container comes up
 * @param health the status of its health path
 * @param errorPercent of its real requests that it answers with 500
 * @param names whether its version path names its revision
 * @param millis what a middling request takes
 */
public record Behaviour(boolean starts, int health, int errorPercent, boolean names, int millis) {
    public static final Behaviour GOOD = new Behaviour(true, 200, 0, true);
    public static final Behaviour CRASHING = new Behaviour(false, 503, 0, true);
    public static final Behaviour UNHEALTHY = new Behaviour(true, 503, 0, true);

    public Behaviour(boolean starts, int health, int errorPercent, boolean names) {
        this(starts, health, errorPercent, names, 40);
    }

    public static Behaviour failing(int errorPercent) {
        return new Behaviour(true, 200, errorPercent, true);
    }

    public static Behaviour slow(int millis) {
        return new Behaviour(true, 200, 0, true, millis);
    }
}
