package dev.greenlight.localcloud.faults;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the calls that a rule is about it hits, by their number from 1.
 *
 * @param text as written
 */
record Calls(String text, long from, long to, long every, double chance) {
    static final String FORMS = "3, 2-4, 3-, every 2, 10% or all";
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,8})(-([1-9][0-9]{0,8})?)?");
    private static final Pattern EVERY = Pattern.compile("every ([1-9][0-9]{0,8})");
    private static final Pattern CHANCE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");
    private static final long NO_END = Long.MAX_VALUE;

    static final Calls ALL = new Calls("all", 1, NO_END, 1, 1);

    /** Empty when the text is none of the forms. */
    static Optional<Calls> parse(String text) {
        if (text.equals("all")) {
            return Optional.of(ALL);
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long from = Long.parseLong(range.group(1));
            long last = range.group(3) == null ? NO_END : Long.parseLong(range.group(3));
            long to = range.group(2) == null ? from : last;
            return from > to ? Optional.empty() : Optional.of(new Calls(text, from, to, 1, 1));
        }
        Matcher every = EVERY.matcher(text);
        if (every.matches()) {
            return Optional.of(new Calls(text, 1, NO_END, Long.parseLong(every.group(1)), 1));
        }
        Matcher chance = CHANCE.matcher(text);
        double percent = chance.matches() ? Double.parseDouble(chance.group(1)) : -1;
        return percent < 0 || percent > 100
                ? Optional.empty()
                : Optional.of(new Calls(text, 1, NO_END, 1, percent / 100));
    }

    /** Whether it hits this call; the same for the same seed, whatever happened before. */
    boolean hit(long number, long seed) {
        return number >= from
                && number <= to
                && number % every == 0
                && (chance >= 1 || new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L).nextDouble() < chance);
    }
}
