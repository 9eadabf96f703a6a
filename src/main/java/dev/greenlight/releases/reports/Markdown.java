package dev.greenlight.releases.reports;

import dev.greenlight.releases.evidence.LogLine;
import dev.greenlight.releases.run.Chronicle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables and blocks in GitHub's Markdown; foreign text in them stays text. */
final class Markdown {
    private static final int LONGEST_LINE = 500;

    private Markdown() {}

    static String table(List<String> head, List<List<String>> rows) {
        String first = row(head) + row(head.stream().map(cell -> "---").toList());
        return rows.stream().map(Markdown::row).collect(Collectors.joining("", first, ""));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
    }

    static String list(List<String> items) {
        return items.stream().map(item -> "- " + cell(item) + "\n").collect(Collectors.joining());
    }

    static String numbered(List<String> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> (i + 1) + ". " + cell(items.get(i)) + "\n")
                .collect(Collectors.joining());
    }

    static String steps(List<Chronicle.Entry> entries) {
        return table(
                List.of("time (UTC)", "seconds", "service", "step", "result"),
                entries.stream()
                        .map(entry -> List.of(
                                entry.at().toString().replaceAll("^.*T|\\..*$|Z$", ""),
                                seconds(entry.took().toMillis()),
                                entry.service(),
                                entry.what(),
                                (entry.good() ? "✓ " : "✗ ") + entry.result()))
                        .toList());
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }

    /** Foreign text in the middle of a sentence, in which nothing of it is markup. */
    static String plain(String text) {
        return text.replaceAll("\\s+", " ")
                .strip()
                .replaceAll("([\\\\`*_\\[\\]|~#!])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;");
    }

    /** Foreign text as code, which nothing in it can end; one line. */
    static String code(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        String fence = "`".repeat(longestRun(line) + 1);
        return fence + " " + line + " " + fence;
    }

    /** A block that no line of a log can end. */
    static String log(List<LogLine> lines) {
        String text = lines.stream()
                .map(line -> line.time() + " " + line.severity() + " " + shortened(line.text()))
                .collect(Collectors.joining("\n"));
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + "text\n" + text + "\n" + fence + "\n";
    }

    private static String shortened(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
