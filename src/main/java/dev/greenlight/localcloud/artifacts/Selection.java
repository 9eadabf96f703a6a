package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which elements a list shows, and in which order: {@code filter=name="*web*"}, {@code orderBy=create_time desc}.
 *
 * @param names upper and lower case do not differ
 * @see <a href="https://cloud.google.com/artifact-registry/docs/reference/rest/v1/projects.locations.repositories/list">repositories.list</a>
 */
record Selection(Pattern names, Comparator<ObjectNode> order) {
    private static final Pattern FILTER = Pattern.compile("\\s*name\\s*=\\s*\"?([^\"\\s()]+)\"?\\s*");
    private static final Pattern ORDER =
            Pattern.compile("(name|create_?time|update_?time|upload_?time)( asc| desc)?", Pattern.CASE_INSENSITIVE);

    static Selection of(Call call) {
        return new Selection(
                names(call.parameter("filter").orElse("")),
                order(call.parameter("orderBy").orElse("")));
    }

    List<ObjectNode> from(List<ObjectNode> all) {
        return all.stream()
                .filter(each -> names.matcher(each.path("name").asText()).matches())
                .sorted(order)
                .toList();
    }

    private static Pattern names(String filter) {
        if (filter.isBlank()) {
            return Pattern.compile(".*");
        }
        Matcher matcher = FILTER.matcher(filter);
        if (!matcher.matches()) {
            throw ApiError.badField(
                    "filter", "One comparison name=\"PATTERN\" is supported here.", "Invalid filter [" + filter + "].");
        }
        String pattern = Pattern.quote(matcher.group(1)).replace("*", "\\E.*\\Q");
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static Comparator<ObjectNode> order(String text) {
        if (text.isBlank()) {
            return Comparator.comparing(each -> 0);
        }
        Matcher matcher = ORDER.matcher(text.strip());
        if (!matcher.matches()) {
            throw ApiError.badField(
                    "order_by",
                    "One of name, create_time, update_time and upload_time, with desc or without, is supported here.",
                    "Invalid order [" + text + "].");
        }
        String field = matcher.group(1).toLowerCase(Locale.ROOT).replaceFirst("_?time", "Time");
        Comparator<ObjectNode> order = Comparator.comparing(each -> each.path(field).asText());
        return text.toLowerCase(Locale.ROOT).strip().endsWith(" desc") ? order.reversed() : order;
    }
}
