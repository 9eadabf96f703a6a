package dev.greenlight.actions.hooks;

import dev.greenlight.report.InvalidInput;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what git tells a hook before a push. */
final class PushedCommits {
    private static final Pattern LINE = Pattern.compile("(\\S+) ([0-9a-f]{40,64}) (\\S+) ([0-9a-f]{40,64})");
    private static final Pattern NOTHING = Pattern.compile("0+");

    private PushedCommits() {}

    /**
     * The objects that are pushed, each once; a branch that is deleted pushes none.
     *
     * @param lines one for each branch or tag: its name and object here, its name and object there
     */
    static List<String> parse(String lines) {
        Set<String> objects = new LinkedHashSet<>();
        for (String line :
                lines.lines().map(String::strip).filter(text -> !text.isEmpty()).toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new InvalidInput(
                        "push",
                        line,
                        "the lines that git writes to a hook before a push",
                        "refs/heads/main " + "1".repeat(40) + " refs/heads/main " + "0".repeat(40));
            }
            if (!NOTHING.matcher(matcher.group(2)).matches()) {
                objects.add(matcher.group(2));
            }
        }
        return List.copyOf(objects);
    }
}
