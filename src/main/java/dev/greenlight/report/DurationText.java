package dev.greenlight.report;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it, in {@code greenlight.yml} and in the inputs of the actions alike: {@code 90s}, {@code 5m}. */
public final class DurationText {
    /** What is accepted, for a message. */
    public static final String FORM = "a number with its unit ms, s, m or h";

    /** One that is accepted. */
    public static final String EXAMPLE = "90s";

    /** The whole of an accepted text. */
    public static final Pattern PATTERN = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m|h)");

    private DurationText() {}

    /**
     * @param text as written, without surrounding space
     * @return more than nothing; empty when the text is of another form, zero among them
     */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }
}
