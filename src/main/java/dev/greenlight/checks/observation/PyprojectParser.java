package dev.greenlight.checks.observation;

import dev.greenlight.checks.tools.Requirement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a {@code pyproject.toml} asks for: the list {@code dependencies} of the table {@code project}, and the keys of Poetry's table. What
 * is optional, for development, or for some surroundings only is not among it.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies">the list</a>
 * @see <a href="https://python-poetry.org/docs/dependency-specification/">Poetry's table</a>
 */
final class PyprojectParser {
    private static final Pattern TABLE =
            Pattern.compile("\\s*\\[{1,2}\\s*([A-Za-z0-9_][A-Za-z0-9_.\"'-]*)\\s*\\]{1,2}\\s*(#.*)?");
    private static final Pattern LIST = Pattern.compile("\\s*(project\\.)?dependencies\\s*=\\s*\\[(?<rest>.*)");
    private static final Pattern KEY = Pattern.compile("\\s*[\"']?(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)[\"']?\\s*[=.].*");
    /** A text, a comment, or the end of the list. */
    private static final Pattern PART = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|'[^']*'|#.*|(?<end>\\])");

    private static final Pattern NAME = Pattern.compile("[\"']\\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*).*");
    /** Python itself, and what Poetry's table asks for in some surroundings only. */
    private static final Pattern SOME = Pattern.compile(
            "^\\s*[\"']?python[\"']?\\s*=|[{,]\\s*(optional\\s*=\\s*true|(markers|python|platform)\\s*=)");

    private static final String POETRY = "tool.poetry.dependencies";

    private final Set<String> found = new TreeSet<>();
    private String table = "";
    private boolean inList;

    private PyprojectParser() {}

    /** The packages by normal name; none of a text that is no such file. */
    static Set<String> dependencies(String text) {
        PyprojectParser parser = new PyprojectParser();
        text.lines().forEach(parser::read);
        return Set.copyOf(parser.found);
    }

    private void read(String line) {
        Matcher header = TABLE.matcher(line);
        Matcher list = LIST.matcher(line);
        Matcher key = KEY.matcher(line);
        if (inList) {
            readList(line);
        } else if (header.matches()) {
            table = header.group(1);
        } else if (list.matches() && table.equals(list.group(1) == null ? "project" : "")) {
            inList = true;
            readList(list.group("rest"));
        } else if (table.equals(POETRY) && key.matches() && !SOME.matcher(line).find()) {
            found.add(Requirement.normal(key.group("name")));
        }
    }

    private void readList(String line) {
        Matcher part = PART.matcher(line);
        while (inList && part.find()) {
            Matcher name = NAME.matcher(part.group());
            if (part.group("end") != null) {
                inList = false;
            } else if (name.matches() && !part.group().contains(";")) {
                found.add(Requirement.normal(name.group("name")));
            }
        }
    }
}
