package dev.greenlight.localcloud.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path such as {@code /v2/projects/{p}/services/{s}:getIamPolicy}: {@code {x}} is one segment or the beginning of one, {@code {x=**}}, at the
 * end, one or more.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/api/http.proto">google.api.http</a>
 */
final class PathTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(=\\*\\*)?}");

    /**
     * What lies between two slashes.
     *
     * @param variable empty when the segment is all literal, and then {@code before} is all of it
     */
    private record Segment(String before, String variable, String after) {
        boolean matches(String raw) {
            return variable.isEmpty()
                    ? raw.equals(before)
                    : raw.length() > before.length() + after.length() && raw.startsWith(before) && raw.endsWith(after);
        }

        String value(String raw) {
            return raw.substring(before.length(), raw.length() - after.length());
        }
    }

    private final String text;
    private final List<Segment> segments;
    private final boolean open;

    private PathTemplate(String text, List<Segment> segments, boolean open) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.open = open;
    }

    static PathTemplate parse(String text) {
        List<Segment> segments = new ArrayList<>();
        boolean open = false;
        for (String part : split(text)) {
            Matcher matcher = VARIABLE.matcher(part);
            if (matcher.find()) {
                open = matcher.group(2) != null;
                segments.add(new Segment(
                        part.substring(0, matcher.start()), matcher.group(1), part.substring(matcher.end())));
            } else {
                segments.add(new Segment(part, "", ""));
            }
        }
        return new PathTemplate(text, segments, open);
    }

    static String[] split(String path) {
        return path.split("/", -1);
    }

    /** How many segments a path has that matches; a template whose end is open matches all with as many or more. */
    int length() {
        return segments.size();
    }

    boolean isOpen() {
        return open;
    }

    /** @param raw a path, split, not decoded */
    boolean matches(String[] raw) {
        if (open ? raw.length < segments.size() : raw.length != segments.size()) {
            return false;
        }
        // From the end, where paths differ most.
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (!segments.get(i).matches(part(raw, i))) {
                return false;
            }
        }
        return true;
    }

    /** The variables of a path that matches, decoded one by one, so that an encoded slash stays within its segment. */
    Map<String, String> variables(String[] raw) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (!segment.variable().isEmpty()) {
                variables.put(segment.variable(), decode(segment.value(part(raw, i))));
            }
        }
        return variables;
    }

    private String part(String[] raw, int at) {
        boolean rest = open && at == segments.size() - 1 && raw.length > segments.size();
        return rest ? String.join("/", List.of(raw).subList(at, raw.length)) : raw[at];
    }

    /** Literal characters: the template with more of them is asked first, so a verb wins over a bare variable. */
    int weight() {
        return VARIABLE.matcher(text).replaceAll("").length();
    }

    private static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidArgument("Invalid percent-encoding in the request's path.");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
