package dev.greenlight.process;

import java.util.List;
import java.util.regex.Pattern;

/** The last lines of what a command printed: enough for a person to see why it failed. */
public final class Tail {
    private static final int LONGEST_LINE = 400;
    /** Colours and cursor movements of terminals. */
    private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");

    private Tail() {}

    /** The last lines of its errors, or of its output when it printed no errors; blank lines are left out. */
    public static List<String> of(Ending ending, int most) {
        return switch (ending) {
            case Ending.Exited exited -> of(exited.errors(), exited.output(), most);
            case Ending.TimedOut late -> of(late.errors(), late.output(), most);
            case Ending.NotStarted absent -> List.of(absent.reason());
        };
    }

    /** All that it printed, its errors last, on a line of their own. */
    public static String whole(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> joined(exited.output(), exited.errors());
            case Ending.TimedOut late -> joined(late.output(), late.errors());
            case Ending.NotStarted absent -> absent.reason();
        };
    }

    /** The last lines of a text; blank lines are left out and very long ones are cut. */
    public static List<String> of(String text, int most) {
        List<String> lines = ESCAPES.matcher(text)
                .replaceAll("")
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…")
                .toList();
    }

    private static String joined(String output, String errors) {
        boolean apart = output.isEmpty() || errors.isEmpty() || output.endsWith("\n") || output.endsWith("\r");
        return apart ? output + errors : output + "\n" + errors;
    }

    private static List<String> of(String errors, String output, int most) {
        return of(errors.isBlank() ? output : errors, most);
    }
}
