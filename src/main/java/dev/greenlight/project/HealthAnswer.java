package dev.greenlight.project;

import dev.greenlight.project.yaml.JsonScalar;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the health path of a service answers when the service works.
 *
 * @param status its HTTP status, 100 to 599
 * @param json values of its JSON body by JSON Pointer; empty when the body does not matter
 * @param headers values of its headers by lower-case name; empty when they do not matter
 * @param within how long it may take, at most five seconds, after which a probe gives up anyway; empty for no limit of its own
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
public record HealthAnswer(
        int status, Map<String, JsonScalar> json, Map<String, String> headers, Optional<Duration> within) {
    /** What a service answers that states nothing else: 200. */
    public static final HealthAnswer OK = new HealthAnswer(200, Map.of(), Map.of(), Optional.empty());

    /** How long a probe waits for an answer. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    public HealthAnswer {
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(lower);
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("an HTTP status is 100 to 599: " + status);
        }
        if (within.filter(time -> !time.isPositive() || time.compareTo(LONGEST) > 0)
                .isPresent()) {
            throw new IllegalArgumentException("a probe waits at most five seconds: " + within);
        }
    }

    /** In words, for a plan; what is left open is not named. */
    public String words() {
        StringBuilder words = new StringBuilder(String.valueOf(status));
        json.forEach((pointer, value) ->
                words.append(", ").append(pointer).append(" = ").append(value));
        headers.forEach(
                (name, value) -> words.append(", ").append(name).append(": ").append(value));
        within.ifPresent(
                time -> words.append(", within ").append(time.toMillis()).append(" ms"));
        return words.toString();
    }
}
