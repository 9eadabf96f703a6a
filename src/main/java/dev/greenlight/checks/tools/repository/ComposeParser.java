package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Docker Compose says of a file that it refuses: one message, for people, with a path of keys or a line. */
final class ComposeParser {
    private static final Pattern LOGGED = Pattern.compile("time=\"[^\"]*\" level=(warning|info|debug) .*");
    private static final Pattern VALIDATING = Pattern.compile("validating (?<file>.+?): (?<text>.+)");
    private static final Pattern AT_LINE = Pattern.compile("line (?<line>[0-9]{1,9})\\b");
    private static final Pattern KEYS = Pattern.compile("(?<keys>[a-z]+(\\.[A-Za-z0-9_-]+)+)");
    private static final Pattern UNKNOWN_KEY = Pattern.compile("Additional property (?<key>\\S+) is not allowed");

    private ComposeParser() {}

    /**
     * The finding; empty when nothing was said.
     *
     * @param file the Compose file, relative to the folder that the tool ran in
     * @param sources gives a file's text, to find a line by its keys
     */
    static Optional<Finding> parse(String errors, String file, UnaryOperator<String> sources, ReportedPaths paths) {
        String message = String.join(
                        " ",
                        errors.lines()
                                .map(String::strip)
                                .filter(line ->
                                        !line.isEmpty() && !LOGGED.matcher(line).matches())
                                .toList())
                .replace(paths.folder() + "/", "")
                .strip();
        if (message.isEmpty()) {
            return Optional.empty();
        }
        Matcher validating = VALIDATING.matcher(message);
        boolean named = validating.matches();
        String where = named ? validating.group("file") : file;
        String text = named ? validating.group("text") : message;
        int line = line(text, sources.apply(where));
        return Optional.of(new Finding(
                "compose",
                named ? "schema" : message.startsWith("yaml:") ? "yaml" : "config",
                Severity.ERROR,
                Optional.of(line == 0 ? Location.of(paths.inWorkspace(where)) : paths.location(where, line, 0)),
                text));
    }

    private static int line(String text, String source) {
        Matcher line = AT_LINE.matcher(text);
        if (line.find()) {
            return Integer.parseInt(line.group("line"));
        }
        List<String> keys = new ArrayList<>();
        Matcher path = KEYS.matcher(text);
        if (path.find()) {
            keys.addAll(Arrays.asList(path.group("keys").split("\\.", -1)));
        }
        Matcher unknown = UNKNOWN_KEY.matcher(text);
        if (unknown.find()) {
            keys.add(unknown.group("key"));
        }
        return YamlLines.of(source, keys);
    }
}
