package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** How something is, in one word and one colour; the worst first. */
enum State {
    FAILED("failed"),
    WORKING("working"),
    GOOD("ready"),
    DELETED("being deleted");

    private final String word;

    State(String word) {
        this.word = word;
    }

    static State of(JsonNode resource, JsonNode condition) {
        if (resource.has("deleteTime")) {
            return DELETED;
        }
        if (resource.path("reconciling").asBoolean()) {
            return WORKING;
        }
        return switch (condition.path("state").asText()) {
            case "CONDITION_SUCCEEDED" -> GOOD;
            case "CONDITION_FAILED" -> FAILED;
            default -> WORKING;
        };
    }

    String word() {
        return word;
    }

    /** What one looks at: the word, and while it works, since when. */
    void badge(Markup html, JsonNode resource, Instant now) {
        String since = this == WORKING
                ? " for " + Words.age(resource.path("updateTime").asText(), now)
                : "";
        html.element("span", word + since, "class", "badge " + style());
    }

    String style() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
