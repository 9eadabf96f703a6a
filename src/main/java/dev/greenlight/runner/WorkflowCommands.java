package dev.greenlight.runner;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lines by which a step commands its runner, as text; printing them is the log's part.
 *
 * @see <a href="https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts">The toolkit's escaping</a>
 */
final class WorkflowCommands {
    /** The runner cuts a longer message without saying so. */
    static final int LONGEST_MESSAGE = 4096;

    private static final int NEXT_LINE = 0x85;

    private WorkflowCommands() {}

    static String addMask(String line) {
        return "::add-mask::" + data(line);
    }

    static String group(String title) {
        return "::group::" + data(title);
    }

    static String endGroup() {
        return "::endgroup::";
    }

    /** From here on the runner takes nothing for a command, until {@link #resume}. */
    static String stop(String token) {
        return "::stop-commands::" + token;
    }

    static String resume(String token) {
        return "::" + token + "::";
    }

    /** An error, warning or notice at its place. */
    static String annotation(Annotation annotation) {
        Map<String, String> properties = new LinkedHashMap<>();
        annotation.location().ifPresent(location -> {
            properties.put("file", location.path());
            if (location.line() > 0) {
                properties.put("line", String.valueOf(location.line()));
            }
            if (location.column() > 0) {
                properties.put("col", String.valueOf(location.column()));
            }
        });
        if (!annotation.title().isBlank()) {
            properties.put("title", cut(annotation.title(), 255));
        }
        return command(kind(annotation), properties, cut(annotation.message(), LONGEST_MESSAGE));
    }

    /** Whether the runner would take this line, or a part of it, for a command. */
    static boolean looksLikeOne(String line) {
        return withoutLeadingBlanks(line).startsWith("::") || line.contains("##[");
    }

    /** Blanks are what the runner's language calls so, which is more than ours does: spaces that do not break, and the next line's character. */
    private static String withoutLeadingBlanks(String line) {
        return line.substring(
                (int) line.chars().takeWhile(WorkflowCommands::blank).count());
    }

    private static boolean blank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    /** The text itself, or its beginning and a note of how much is missing: at most {@code most} UTF-16 units, never half a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String note = "… (%d of %d characters)";
        int end = most
                - String.format(Locale.ROOT, note, text.length(), text.length()).length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + String.format(Locale.ROOT, note, end, text.length());
    }

    private static String kind(Annotation annotation) {
        return switch (annotation.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String command(String name, Map<String, String> properties, String data) {
        StringBuilder line = new StringBuilder("::").append(name);
        String separator = " ";
        for (Map.Entry<String, String> property : properties.entrySet()) {
            line.append(separator).append(property.getKey()).append('=').append(property(property.getValue()));
            separator = ",";
        }
        return line.append("::").append(data(data)).toString();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
