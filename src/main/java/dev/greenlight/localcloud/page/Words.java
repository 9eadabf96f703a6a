package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Documents in the words of a person. */
final class Words {
    private Words() {}

    /** What follows the last slash. */
    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code 40 s}, {@code 5 min}, {@code 3 h}, {@code 2 days}; a dash when the text is no time. */
    static String age(String time, Instant now) {
        try {
            return length(Duration.between(Instant.parse(time), now));
        } catch (DateTimeException e) {
            return "–";
        }
    }

    static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }

    /** A rate or a latency with as many digits as it deserves. */
    static String number(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }

    /** The image without its registry, its digest shortened. */
    static String image(String image) {
        return last(image).replaceFirst("@sha256:([0-9a-f]{8})[0-9a-f]*", "@$1");
    }

    static JsonNode ready(JsonNode revision) {
        for (JsonNode condition : revision.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** The first of a condition's reasons, as Google calls it; empty when it has none. */
    static String reason(JsonNode condition) {
        for (String field : List.of("revisionReason", "executionReason", "reason")) {
            if (condition.path(field).isTextual()) {
                return condition.path(field).asText();
            }
        }
        return "";
    }
}
