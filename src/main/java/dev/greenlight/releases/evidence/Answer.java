package dev.greenlight.releases.evidence;

import java.time.Duration;

/** What came back from one probe. */
public sealed interface Answer {
    /** An HTTP answer. @param body its first 4,000 characters */
    record Answered(int status, String body, Duration took) implements Answer {}

    /** None: refused, reset, timed out, not resolved. */
    record Unreachable(String why) implements Answer {}

    /** Whether it is a 200. */
    default boolean good() {
        return this instanceof Answered answered && answered.status() == 200;
    }

    /** One line for a person. */
    default String words() {
        return switch (this) {
            case Answered(int status, String body, Duration took) ->
                status + " in " + took.toMillis() + " ms" + (status == 200 ? "" : ": " + shortened(body));
            case Unreachable(String why) -> "no answer: " + why;
        };
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }
}
