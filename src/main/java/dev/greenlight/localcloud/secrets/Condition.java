package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.ApiError;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list's filter of one comparison: {@code name:db}, {@code labels.team=web}, {@code state:ENABLED}.
 *
 * @param path the field, with dots
 * @param exactly whether the value must be equal ({@code =}); else contained ({@code :}); upper and lower case do not differ
 * @see <a href="https://cloud.google.com/secret-manager/docs/filtering">Filter secrets and versions</a>
 */
record Condition(String path, boolean exactly, String value) {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z_.-]+)\\s*([:=])\\s*\"?([^\"\\s()]+)\"?\\s*");

    static Condition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw ApiError.badField(
                    "filter",
                    "One comparison FIELD:VALUE or FIELD=VALUE is supported here.",
                    "Invalid filter [" + text + "].");
        }
        return new Condition(
                matcher.group(1), matcher.group(2).equals("="), matcher.group(3).toLowerCase(Locale.ROOT));
    }

    boolean holds(JsonNode document) {
        JsonNode node = document;
        for (String name : path.split("\\.")) {
            node = node.path(name);
        }
        String text = node.asText().toLowerCase(Locale.ROOT);
        return exactly ? text.equals(value) : text.contains(value);
    }
}
