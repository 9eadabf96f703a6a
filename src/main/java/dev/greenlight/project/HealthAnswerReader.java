package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Fields;
import dev.greenlight.project.yaml.JsonScalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code health-answer} of a service. */
final class HealthAnswerReader {
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)*");
    private static final String A_POINTER =
            "a JSON Pointer: empty for the whole body, or / and a name, again and again; "
                    + "in a name ~1 stands for / and ~0 for ~";
    /** A token of HTTP. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern ONE_LINE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]{0,1000}");

    private final Faults faults;

    HealthAnswerReader(Faults faults) {
        this.faults = faults;
    }

    HealthAnswer read(Fields fields) {
        int status = fields.number("status", 100, 599, HealthAnswer.OK.status());
        Map<String, JsonScalar> json = fields.object("json")
                .map(values -> values.scalars(POINTER, A_POINTER, "/status"))
                .orElse(Map.of());
        Map<String, String> headers =
                fields.object("headers").map(this::headers).orElse(Map.of());
        Optional<Duration> within = fields.optionalDuration("within");
        if (within.filter(time -> time.compareTo(HealthAnswer.LONGEST) > 0).isPresent()) {
            faults.note(
                    fields.at("within"),
                    within.get().toMillis() + "ms",
                    "at most " + HealthAnswer.LONGEST.toSeconds() + "s, after which a probe gives up anyway",
                    "500ms");
            within = Optional.empty();
        }
        fields.end();
        return new HealthAnswer(status, json, headers, within);
    }

    private Map<String, String> headers(Fields fields) {
        Map<String, String> headers = new LinkedHashMap<>();
        fields.texts(HEADER, "the name of a header", "content-type").forEach((name, value) -> {
            if (!ONE_LINE.matcher(value).matches()) {
                faults.note(fields.at(name), value, "a value of one line, at most 1000 characters", "application/json");
            } else if (headers.put(name.toLowerCase(Locale.ROOT), value) != null) {
                faults.note(
                        fields.at(name), name, "each header once; capital and small letters are the same", "x-other");
            }
        });
        return headers;
    }
}
