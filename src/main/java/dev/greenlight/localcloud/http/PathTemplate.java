package dev.greenlight.localcloud.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path such as {@code /v2/projects/{p}/services/{s}:getIamPolicy}: {@code {x}} is one segment, {@code {x=**}} one or more.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/api/http.proto">google.api.http</a>
 */
final class PathTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(=\\*\\*)?}");

    private final String text;
    private final Pattern pattern;
    private final List<String> names;

    private PathTemplate(String text, Pattern pattern, List<String> names) {
        this.text = text;
        this.pattern = pattern;
        this.names = names;
    }

    static PathTemplate parse(String text) {
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(text.substring(from, matcher.start())));
            regex.append(matcher.group(2) == null ? "([^/]+)" : "(.+)");
            names.add(matcher.group(1));
            from = matcher.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        return new PathTemplate(text, Pattern.compile(regex.toString()), List.copyOf(names));
    }

    /** The variables, decoded one by one, so that an encoded slash stays within its segment; empty when the path is another. */
    Optional<Map<String, String>> match(String rawPath) {
        Matcher matcher = pattern.matcher(rawPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), decode(matcher.group(i + 1)));
        }
        return Optional.of(variables);
    }

    /** Literal characters: the template with more of them is asked first, so a verb wins over a bare variable. */
    int weight() {
        return VARIABLE.matcher(text).replaceAll("").length();
    }

    private static String decode(String raw) {
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
