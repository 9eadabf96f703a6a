package dev.greenlight.report;

/** Words of tools and of strangers as Markdown that shows them and does nothing else. */
public final class MarkdownText {
    private static final int LONGEST = 400;

    private MarkdownText() {}

    /** The text for a cell of a table or an item of a list: no markup, no mention, one line, at most 400 characters. */
    public static String cell(String text) {
        return escaped((text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…").strip());
    }

    /** The same, of whatever length. */
    public static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]|~#])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replaceAll("\\R", "<br>");
    }
}
