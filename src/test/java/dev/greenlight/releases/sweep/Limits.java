package dev.greenlight.releases.sweep;

import java.util.Locale;

/** What a measurement came to, said line by line against its limits. */
final class Limits {
    private boolean broken;

    /** Whether one of them was. */
    boolean broken() {
        return broken;
    }

    void limit(String what, double value, double limit, String unit) {
        boolean over = value > limit;
        broken |= over;
        System.out.printf(
                Locale.ROOT,
                "%-62s %9.1f %s (limit %.1f) %s%n",
                what,
                value,
                unit,
                limit,
                over ? "OVER THE LIMIT" : "ok");
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    void shortOf(int done, int count) {
        limit("Releases and rollbacks short of " + count, count - done, 0, "");
    }

    /** A load that was lighter than it should be proves nothing. */
    void fasterThan(int rate, double seen) {
        limit("Requests a second short of " + rate, Math.max(0, rate - seen), 0, "/s");
    }
}
