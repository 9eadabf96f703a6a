package dev.greenlight.localcloud.telemetry;

import dev.greenlight.localcloud.http.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comparison of a filter.
 *
 * @param field the path, with dots
 * @param operator one of {@code = != : =~ !~ > >= < <=}
 */
record Comparison(String field, String operator, String value) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*(?:AND\\b\\s*)?([A-Za-z_][\\w./-]*(?:\\.\"[^\"]*\")?)\\s*(!=|>=|<=|=~|!~|=|:|>|<)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s()\"]+)\\s*");

    /** Reads comparisons joined with AND, with blanks or with line ends. */
    static List<Comparison> parse(String filter) {
        List<Comparison> comparisons = new ArrayList<>();
        Matcher matcher = FORM.matcher(filter);
        int at = 0;
        while (at < filter.length() && !filter.substring(at).isBlank()) {
            matcher.region(at, filter.length());
            if (!matcher.lookingAt() || matcher.group(1).matches("OR|NOT|AND")) {
                throw ApiError.badField(
                        "filter",
                        "Only comparisons joined with AND are supported here.",
                        "Unparseable filter: cannot read \""
                                + filter.substring(at).strip()
                                + "\"; only comparisons joined with AND are supported here.");
            }
            comparisons.add(
                    new Comparison(matcher.group(1).replace("\"", ""), matcher.group(2), unquoted(matcher.group(3))));
            at = matcher.end();
        }
        return comparisons;
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }

    @Override
    public String toString() {
        return field + operator + "\"" + value + "\"";
    }
}
