package dev.greenlight.checks.observation;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the variables that a Compose file needs a value of.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">how it names them</a>
 */
final class ComposeVariablesParser {
    /** Two dollars are one dollar and no variable; after a colon or hyphen stands what holds without a value. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$\\$|\\$(?<plain>[A-Za-z_][A-Za-z0-9_]*)|\\$\\{(?<braced>[A-Za-z_][A-Za-z0-9_]*)(?<rest>:?[-?+]|\\})");

    private static final Pattern GIVEN = Pattern.compile("(?m)^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=");

    private ComposeVariablesParser() {}

    /** @param given the text of the {@code .env} beside it, which Compose reads too; empty for none */
    static Set<String> parse(String text, String given) {
        Set<String> variables = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            if (matcher.group("plain") != null) {
                variables.add(matcher.group("plain"));
            } else if (matcher.group("braced") != null && !matcher.group("rest").endsWith("-")) {
                variables.add(matcher.group("braced"));
            }
        }
        GIVEN.matcher(given).results().forEach(result -> variables.remove(result.group(1)));
        return Set.copyOf(variables);
    }
}
