package dev.greenlight.checks.observation;

import dev.greenlight.checks.tools.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of one requirements file.
 *
 * @see <a href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">the format</a>
 */
final class RequirementsParser {
    private static final Pattern INCLUDE = Pattern.compile("(?:-r|--requirement)(?:\\s+|=)?(?<file>\\S.*)");
    private static final Pattern PACKAGE =
            Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\\s*(\\[[^\\]]*\\])?\\s*(?<rest>.*)");
    /** What may follow a name; after anything else the name was part of an address. */
    private static final Pattern SPECIFIER = Pattern.compile("|[=<>!~@(].*");

    private static final Pattern EXACT = Pattern.compile("===?\\s*(?<version>[A-Za-z0-9][A-Za-z0-9.!+_-]*)");
    private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)(?:\\s+|=)(?<what>.+)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

    /**
     * @param requirements in the order of the file
     * @param includes the files that it includes
     */
    record Parsed(List<Requirement> requirements, List<Include> includes) {}

    /** @param file as it is written, relative to the including file */
    record Include(String file, int line) {}

    private RequirementsParser() {}

    /** @param file what the file is called in the result */
    static Parsed parse(String text, String file) {
        List<Requirement> requirements = new ArrayList<>();
        List<Include> includes = new ArrayList<>();
        StringBuilder logical = new StringBuilder();
        int first = 1;
        int number = 0;
        for (String physical : (text + "\n").split("\\R", -1)) {
            number++;
            String line = COMMENT.matcher(physical).replaceAll("");
            if (line.endsWith("\\")) {
                logical.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            add(logical.append(line).toString().strip(), file, first, requirements, includes);
            logical.setLength(0);
            first = number + 1;
        }
        return new Parsed(List.copyOf(requirements), List.copyOf(includes));
    }

    private static void add(
            String line, String file, int number, List<Requirement> requirements, List<Include> includes) {
        Matcher include = INCLUDE.matcher(line);
        Matcher editable = EDITABLE.matcher(line);
        if (line.isEmpty()) {
            return;
        }
        if (include.matches()) {
            includes.add(new Include(include.group("file").strip(), number));
        } else if (editable.matches()) {
            requirements.add(new Requirement(editable.group("what"), Optional.empty(), "", file, number));
        } else if (!line.startsWith("-")) {
            requirements.add(requirement(line, file, number));
        }
    }

    /** An address, or a version that is left open, is a package without an exact version. */
    private static Requirement requirement(String line, String file, int number) {
        String bare = line.replaceAll("\\s+--.*$", "");
        int semicolon = bare.indexOf(';');
        String marker = semicolon >= 0 ? bare.substring(semicolon + 1).strip() : "";
        String what = (semicolon >= 0 ? bare.substring(0, semicolon) : bare).strip();
        Matcher matcher = PACKAGE.matcher(what);
        if (!matcher.matches() || !SPECIFIER.matcher(matcher.group("rest")).matches()) {
            return new Requirement(what, Optional.empty(), marker, file, number);
        }
        Matcher exact = EXACT.matcher(matcher.group("rest").strip());
        return new Requirement(
                matcher.group("name"),
                exact.matches() ? Optional.of(exact.group("version")) : Optional.empty(),
                marker,
                file,
                number);
    }
}
