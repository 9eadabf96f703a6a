package dev.greenlight.checks.tools.dependencies;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Python lock files that list packages as tables, as Poetry, PDM and uv write them: {@code [[package]]}, and then name and version.
 *
 * @see <a href="https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile">uv's</a>
 */
final class PythonLockParser {
    private static final String PACKAGE = "[[package]]";
    private static final Pattern FIELD = Pattern.compile("(?<key>name|version)\\s*=\\s*\"(?<value>[^\"]*)\".*");

    /** Kinds of sources of uv's that no index has: the project itself, and what lies beside it. */
    private static final Pattern LOCAL =
            Pattern.compile("source\\s*=\\s*\\{\\s*(?:virtual|editable|directory|path)\\b.*");

    private PythonLockParser() {}

    /** What the file says of one package. @param line where its name stands, from 1 @param local whether no index has it */
    record Locked(int line, boolean local) {}

    /** The first package of that name and version; empty when there is none. */
    static Optional<Locked> find(String text, String name, String version) {
        List<String> lines = text.lines().map(String::strip).toList();
        for (int start = 0; start < lines.size(); start++) {
            if (lines.get(start).equals(PACKAGE)) {
                Optional<Locked> found = table(lines, start + 1, name, version);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Locked> table(List<String> lines, int start, String name, String version) {
        int line = 0;
        boolean same = false;
        boolean local = false;
        for (int i = start; i < lines.size() && !lines.get(i).startsWith("["); i++) {
            Matcher field = FIELD.matcher(lines.get(i));
            if (field.matches() && field.group("key").equals("name")) {
                line = field.group("value").equals(name) ? i + 1 : 0;
            } else if (field.matches()) {
                same = field.group("value").equals(version);
            }
            local |= LOCAL.matcher(lines.get(i)).matches();
        }
        return line > 0 && same ? Optional.of(new Locked(line, local)) : Optional.empty();
    }
}
