package dev.greenlight.releases.charts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A picture that stands alone: for each service the revision's share of the traffic over time, and below it the requests that were seen, failed ones
 * hatched. It is readable on light and on dark ground, and says in words what it shows.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">SVG 2</a>
 */
public final class SvgChart {
    /** More services are not drawn; the report's table has them. */
    static final int MOST = 8;

    private static final int HEAD = 56;

    private static final String STYLE = """
            <style>
            .ground { fill: #ffffff } .text { fill: #1f2328 } .grid { stroke: #d1d9e0 } .share { fill: #1a7f37; fill-opacity: .25; stroke: #1a7f37; stroke-width: 2 }
            .seen { fill: #59636e } .failed { fill: #cf222e } .hatch { stroke: #ffffff; stroke-width: 1.5 }
            @media (prefers-color-scheme: dark) {
            .ground { fill: #0d1117 } .text { fill: #f0f6fc } .grid { stroke: #3d444d } .share { fill: #3fb950; stroke: #3fb950 }
            .seen { fill: #9198a1 } .failed { fill: #f85149 } .hatch { stroke: #0d1117 }
            }
            </style>
            <defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="failed"/><line x1="0" y1="0" x2="0" y2="5" class="hatch"/></pattern></defs>
            """;

    private SvgChart() {}

    /**
     * Draws at most eight services below each other.
     *
     * @param title one line
     * @param courses at least one
     */
    public static String of(String title, List<Course> courses) {
        if (courses.isEmpty()) {
            throw new IllegalArgumentException("a picture of nothing is none");
        }
        List<Course> drawn = courses.stream().limit(MOST).toList();
        int height = HEAD + drawn.size() * SvgPanel.HEIGHT;
        String words = drawn.stream()
                .map(course -> course.service() + ": " + Words.of(course))
                .collect(Collectors.joining(" "));
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                                + " aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"12\">%n",
                        SvgPanel.WIDTH,
                        height,
                        SvgPanel.WIDTH,
                        height)
                + "<title id=\"title\">" + escaped(title) + "</title>\n<desc id=\"desc\">" + escaped(words)
                + "</desc>\n"
                + STYLE
                + "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n"
                + "<text class=\"text\" x=\"16\" y=\"22\" font-size=\"15\" font-weight=\"bold\">" + escaped(title)
                + "</text>\n"
                + legend()
                + IntStream.range(0, drawn.size())
                        .mapToObj(i -> new SvgPanel(drawn.get(i), HEAD + i * SvgPanel.HEIGHT).text())
                        .collect(Collectors.joining())
                + "</svg>\n";
    }

    private static String legend() {
        return "<rect class=\"share\" x=\"16\" y=\"34\" width=\"14\" height=\"10\"/><text class=\"text\" x=\"36\" y=\"44\">share of the traffic</text>\n"
                + "<rect class=\"seen\" x=\"170\" y=\"34\" width=\"14\" height=\"10\"/><text class=\"text\" x=\"190\" y=\"44\">requests seen</text>\n"
                + "<rect fill=\"url(#hatch)\" x=\"290\" y=\"34\" width=\"14\" height=\"10\"/><text class=\"text\" x=\"310\" y=\"44\">failed ones</text>\n";
    }

    /** As text between tags. Characters that XML does not know are left out. */
    static String escaped(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
