package dev.greenlight.releases.symptoms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a cause shows.
 *
 * @param kind the cause's short name
 * @param pattern what is looked for in a line
 * @param cause one sentence; <code>{1}</code> and <code>{2}</code> stand for the pattern's groups
 * @param next what to do, with the same
 * @param command with the same, and with what {@link Whereabouts#in} knows
 */
record Sign(String kind, Pattern pattern, String cause, String next, String command) {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._@:/-]{1,200}");
    private static final int LONGEST_LINE = 4_000;

    static Sign of(String kind, String pattern, String cause, String next, String command) {
        return new Sign(kind, Pattern.compile(pattern), cause, next, command);
    }

    /** What a line shows; empty when it does not show this. */
    Optional<Symptom> in(String line, Whereabouts where) {
        String read = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
        Matcher matcher = pattern.matcher(read);
        return matcher.find()
                ? Optional.of(new Symptom(
                        kind,
                        filled(cause, matcher, false),
                        around(read, matcher.start()),
                        filled(next, matcher, false),
                        filled(where.in(command), matcher, true)))
                : Optional.empty();
    }

    private static String filled(String template, Matcher found, boolean forShell) {
        String text = template;
        for (int i = 1; i <= found.groupCount(); i++) {
            String part = Optional.ofNullable(found.group(i)).orElse("");
            text = text.replace(
                    "{" + i + "}", forShell && !HARMLESS.matcher(part).matches() ? "NAME" : part);
        }
        return text;
    }

    /** The line, or the stretch of a long one that the match begins in. */
    private static String around(String line, int start) {
        int from = line.length() <= Symptom.LONGEST
                ? 0
                : Math.max(0, Math.min(start - 40, line.length() - Symptom.LONGEST));
        return line.substring(from, Math.min(line.length(), from + Symptom.LONGEST))
                .strip();
    }
}
