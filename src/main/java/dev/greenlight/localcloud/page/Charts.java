package dev.greenlight.localcloud.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Small drawings as SVG. Attributes only: the page's policy allows no style in an element. */
final class Charts {
    static final int COLOURS = 6;
    private static final int HEIGHT = 28;
    private static final int STEP = 3;

    /** @param colour from 0 to {@link #COLOURS} - 1 */
    record Part(String name, int percent, int colour) {}

    private Charts() {}

    /** A bar of all percents, one beside the other. */
    static void split(Markup html, List<Part> parts) {
        html.open("svg", "class", "split", "viewBox", "0 0 100 6", "preserveAspectRatio", "none", "role", "img");
        html.element("title", words(parts));
        int from = 0;
        for (Part part : parts) {
            html.open(
                            "rect",
                            "x",
                            Integer.toString(from),
                            "width",
                            Integer.toString(part.percent()),
                            "height",
                            "6",
                            "class",
                            "c" + part.colour())
                    .element("title", part.percent() + " % " + part.name())
                    .close();
            from += part.percent();
        }
        html.close();
    }

    private static String words(List<Part> parts) {
        return String.join(
                ", ",
                parts.stream().map(part -> part.percent() + " % " + part.name()).toList());
    }

    /** A column a second; the highest fills the height. */
    static void line(Markup html, Rates.Minute minute) {
        int most = Math.max(1, Arrays.stream(minute.perSecond()).max().orElse(1));
        int width = Rates.SECONDS * STEP;
        html.open("svg", "class", "minute", "viewBox", "0 0 " + width + " " + HEIGHT, "role", "img");
        html.element("title", minute.requests() + " requests in the last minute, at most " + most + " in a second");
        for (int i = 0; i < Rates.SECONDS; i++) {
            double height = minute.perSecond()[i] * (double) HEIGHT / most;
            if (height > 0) {
                html.open(
                                "rect",
                                "x",
                                Integer.toString(i * STEP),
                                "y",
                                String.format(Locale.ROOT, "%.1f", HEIGHT - height),
                                "width",
                                Integer.toString(STEP - 1),
                                "height",
                                String.format(Locale.ROOT, "%.1f", height))
                        .close();
            }
        }
        html.close();
    }
}
