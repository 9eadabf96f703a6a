package dev.greenlight.releases.world;

/**
 * A share of a service's traffic.
 *
 * @param value whole percents, 0 to 100
 */
public record Percent(int value) {
    public static final Percent NONE = new Percent(0);
    public static final Percent ALL = new Percent(100);

    public Percent {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException("a percentage is 0 to 100: " + value);
        }
    }

    /** What is left of the whole. */
    public Percent rest() {
        return new Percent(100 - value);
    }

    @Override
    public String toString() {
        return value + " %";
    }
}
