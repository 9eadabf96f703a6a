package dev.greenlight.localcloud.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** HTML under construction. Text and values of attributes are escaped on their way in; names are this package's own words. */
final class Markup {
    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turns */
    Markup open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    Markup close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content that HTML does not close. */
    Markup empty(String element, String... attributes) {
        start(element, attributes);
        return this;
    }

    Markup text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element with nothing but text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** A link when it is a web address; text otherwise. */
    Markup link(String url, String text) {
        return url.matches("https?://.*") ? element("a", text, "href", url, "rel", "noreferrer") : text(text);
    }

    private void start(String element, String... attributes) {
        html.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1]));
            html.append('"');
        }
        html.append('>');
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // Control characters, of a terminal's colours for instance, are no characters of HTML.
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
