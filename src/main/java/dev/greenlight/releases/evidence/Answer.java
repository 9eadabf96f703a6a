package dev.greenlight.releases.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What came back from one probe. */
public sealed interface Answer {
    /** How much of a body is read. */
    int MOST_BYTES = 16 * 1024;

    /**
     * An HTTP answer.
     *
     * @param body its first 16 KiB, and one byte more when there is more
     * @param took until so much of the body had come
     * @param headers by lower-case name, in the order in which they came
     * @param wanted the status that a good answer has
     */
    record Answered(int status, String body, Duration took, Map<String, List<String>> headers, int wanted)
            implements Answer {
        /** An answer to somebody who wants 200 and looks at no header. */
        public Answered(int status, String body, Duration took) {
            this(status, body, took, Map.of(), Probe.OK);
        }

        public Answered {
            headers = Map.copyOf(headers);
        }

        /** The beginning of the body, on one line. */
        public String excerpt() {
            String line = body.strip().replaceAll("\\s+", " ");
            return line.length() > 160 ? line.substring(0, 160) + "…" : line;
        }
    }

    /** None: refused, reset, timed out, not resolved. */
    record Unreachable(String why) implements Answer {}

    /** Whether its status is the wanted one. */
    default boolean good() {
        return this instanceof Answered answered && answered.status() == answered.wanted();
    }

    /** One line for a person. */
    default String words() {
        return switch (this) {
            case Answered answered ->
                answered.status() + " in " + answered.took().toMillis() + " ms"
                        + (good() ? "" : ": " + answered.excerpt());
            case Unreachable(String why) -> "no answer: " + why;
        };
    }
}
