package dev.greenlight.runner;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a step's output and files as the runner does: obeys its commands, hides what it was told to, shows the rest. */
public final class ReadingRunner {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /** Where the step prints to. */
    public final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /** Lines shown in the log. */
    public final List<String> shown = new ArrayList<>();

    public final List<String> masks = new ArrayList<>();
    /** Annotations as {@code kind {properties} message}. */
    public final List<String> annotations = new ArrayList<>();

    /** Everything printed so far, as it was printed. */
    public String raw() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Reads all that has been printed. */
    public ReadingRunner read() {
        String stopped = "";
        for (String line : raw().split("\n")) {
            if (!stopped.isEmpty()) {
                if (line.equals("::" + stopped + "::")) {
                    stopped = "";
                } else {
                    show(line);
                }
            } else if (bare(line).startsWith("::stop-commands::")) {
                stopped = bare(line).substring("::stop-commands::".length());
            } else if (bare(line).startsWith("::") || line.contains("##[")) {
                obey(bare(line));
            } else {
                show(line);
            }
        }
        return this;
    }

    /** Without what the runner's language takes for blank at either end: Unicode's spaces, its line and paragraph ends, and the controls. */
    private static String bare(String line) {
        return line.replaceAll("^[\\p{Z}\\x09-\\x0d\\x85]+|[\\p{Z}\\x09-\\x0d\\x85]+$", "");
    }

    private void show(String line) {
        String hidden = line;
        for (String mask : masks) {
            hidden = hidden.replace(mask, "***");
        }
        shown.add(hidden);
    }

    private void obey(String line) {
        int end = line.indexOf("::", 2);
        String head = line.substring(2, end);
        String name = head.split(" ", 2)[0];
        String data = decoded(line.substring(end + 2));
        if (name.equals("add-mask")) {
            masks.add(data);
        } else if (!name.equals("group") && !name.equals("endgroup")) {
            Map<String, String> properties = new LinkedHashMap<>();
            if (head.contains(" ")) {
                for (String property : head.split(" ", 2)[1].split(",")) {
                    properties.put(
                            property.split("=", 2)[0],
                            decoded(property.split("=", 2)[1]
                                    .replace("%3A", ":")
                                    .replace("%2C", ",")));
                }
            }
            annotations.add(name + " " + properties + " " + data);
        }
    }

    private static String decoded(String text) {
        return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }

    /** Reads a file of {@code NAME=value} and {@code NAME<<DELIMITER} entries. */
    public static Map<String, String> values(String file) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines = List.of(file.split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty()) {
                continue;
            }
            int heredoc = line.indexOf("<<");
            int equals = line.indexOf('=');
            if (heredoc < 0 || (equals >= 0 && equals < heredoc)) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
                continue;
            }
            String delimiter = line.substring(heredoc + 2);
            int end = lines.subList(i + 1, lines.size()).indexOf(delimiter) + i + 1;
            values.put(line.substring(0, heredoc), String.join("\n", lines.subList(i + 1, end)));
            i = end;
        }
        return values;
    }
}
