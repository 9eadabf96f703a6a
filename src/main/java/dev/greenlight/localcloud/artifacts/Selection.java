package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Paging;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which elements a list shows, and in which order: {@code filter=name="*web*"}, {@code orderBy=create_time desc}.
 *
 * @param names upper and lower case do not differ
 * @param field what the elements are ordered by, and by their names where that is the same
 * @see <a href="https://cloud.google.com/artifact-registry/docs/reference/rest/v1/projects.locations.repositories/list">repositories.list</a>
 */
record Selection(Pattern names, String field, Comparator<String> order) {
    private static final Pattern FILTER = Pattern.compile("\\s*name\\s*=\\s*\"?([^\"\\s()]+)\"?\\s*");
    private static final int USUAL = 500;
    private static final int MOST = 1_000;
    private static final Pattern ORDER =
            Pattern.compile("(name|create_?time|update_?time|upload_?time)( asc| desc)?", Pattern.CASE_INSENSITIVE);

    static Selection of(Call call) {
        String order = call.parameter("orderBy").orElse("").strip();
        Matcher matcher = ORDER.matcher(order.isEmpty() ? "name" : order);
        if (!matcher.matches()) {
            throw ApiError.badField(
                    "order_by",
                    "One of name, create_time, update_time and upload_time, with desc or without, is supported here.",
                    "Invalid order [" + order + "].");
        }
        boolean down = " desc".equalsIgnoreCase(matcher.group(2));
        return new Selection(
                names(call.parameter("filter").orElse("")),
                matcher.group(1).toLowerCase(Locale.ROOT).replaceFirst("_?time", "Time"),
                down ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    /** The page of these elements that the call asks for. */
    ObjectNode page(Call call, List<ObjectNode> all, String list) {
        List<ObjectNode> selected = all.stream()
                .filter(each -> names.matcher(each.path("name").asText()).matches())
                .sorted(Comparator.comparing(this::place, order))
                .toList();
        return Paging.of(call, USUAL, MOST).page(selected, this::place, order, each -> each, list);
    }

    private String place(ObjectNode element) {
        return element.path(field).asText() + "\n" + element.path("name").asText();
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
}
