package dev.greenlight.releases.charts;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One service's part of a picture. @param top where it begins, in pixels from above */
record SvgPanel(Course course, int top) {
    static final int WIDTH = 760;
    static final int HEIGHT = 214;

    private static final int LEFT = 60;
    private static final int RIGHT = WIDTH - 20;
    private static final int SHARE_TOP = 24;
    private static final int SHARE_HEIGHT = 90;
    private static final int SEEN_TOP = 124;
    private static final int SEEN_HEIGHT = 50;
    private static final int TICKS = 5;

    String text() {
        return String.format(Locale.ROOT, "<g transform=\"translate(0 %d)\">%n", top)
                + label(LEFT, 14, "start", course.service() + ": " + course.revision())
                + axes()
                + area()
                + labels()
                + bars()
                + "</g>\n";
    }

    private double x(double seconds) {
        return LEFT + (RIGHT - LEFT) * seconds / (course.length().toMillis() / 1000.0);
    }

    private static double y(int percent) {
        return SHARE_TOP + SHARE_HEIGHT * (1 - percent / 100.0);
    }

    private static String label(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text class=\"text\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                SvgChart.escaped(words));
    }

    private static String grid(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x1,
                y1,
                x2,
                y2);
    }

    private String axes() {
        double length = course.length().toMillis() / 1000.0;
        String times = IntStream.rangeClosed(0, TICKS)
                .mapToObj(i -> {
                    double seconds = length * i / TICKS;
                    return grid(x(seconds), SHARE_TOP, x(seconds), SEEN_TOP + SEEN_HEIGHT)
                            + label(x(seconds), SEEN_TOP + SEEN_HEIGHT + 16, "middle", time(seconds, length));
                })
                .collect(Collectors.joining());
        return times
                + grid(LEFT, y(0), RIGHT, y(0))
                + grid(LEFT, y(100), RIGHT, y(100))
                + grid(LEFT, SEEN_TOP + SEEN_HEIGHT, RIGHT, SEEN_TOP + SEEN_HEIGHT)
                + label(LEFT - 6, y(100) + 4, "end", "100 %")
                + label(LEFT - 6, y(0) + 4, "end", "0 %");
    }

    private static String time(double seconds, double length) {
        return length < 300
                ? String.format(Locale.ROOT, length < 20 ? "%.1f s" : "%.0f s", seconds)
                : String.format(Locale.ROOT, "%d:%02d", (long) seconds / 60, (long) seconds % 60);
    }

    /** Steps: a share holds until the next one. */
    private String area() {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M %.1f %.1f", x(0), y(0)));
        int last = 0;
        for (Course.Share share : course.shares()) {
            double x = x(course.seconds(share.since()));
            path.append(String.format(Locale.ROOT, " L %.1f %.1f L %.1f %.1f", x, y(last), x, y(share.percent())));
            last = share.percent();
        }
        return path.append(String.format(Locale.ROOT, " L %d %.1f L %d %.1f Z", RIGHT, y(last), RIGHT, y(0)))
                .insert(0, "<path class=\"share\" d=\"")
                .append("\"/>\n")
                .toString();
    }

    /** The percentages that are not 0 or 100, which the axis names. */
    private String labels() {
        return course.shares().stream()
                .filter(share -> share.percent() > 0 && share.percent() < 100)
                .map(share -> label(
                        x(course.seconds(share.since())) + 3, y(share.percent()) - 4, "start", share.percent() + " %"))
                .collect(Collectors.joining());
    }

    /** Of a stretch shorter than a second, as if it were one: three own requests within some milliseconds are no rush. */
    private static double perSecond(long requests, Course.Seen seen) {
        return requests
                * 1000.0
                / Math.max(1_000, Duration.between(seen.from(), seen.until()).toMillis());
    }

    private String bars() {
        double most = course.seen().stream()
                .map(seen -> perSecond(seen.requests(), seen))
                .max(Comparator.naturalOrder())
                .orElse(0.0);
        if (most == 0) {
            return label(LEFT + 6, SEEN_TOP + SEEN_HEIGHT - 6, "start", "no requests were looked at");
        }
        return course.seen().stream()
                        .map(seen -> bar("class=\"seen\"", seen, perSecond(seen.requests(), seen) / most)
                                + (seen.errors() == 0
                                        ? ""
                                        : bar("fill=\"url(#hatch)\"", seen, perSecond(seen.errors(), seen) / most)))
                        .collect(Collectors.joining())
                + label(
                        LEFT - 6,
                        SEEN_TOP + 10,
                        "end",
                        String.format(Locale.ROOT, most < 10 ? "%.1f/s" : "%.0f/s", most))
                + label(RIGHT, 14, "end", course.requests() + " requests seen, " + course.errors() + " failed");
    }

    /** At least so high and wide that it can be seen. */
    private String bar(String look, Course.Seen seen, double share) {
        double from = x(course.seconds(seen.from()));
        double width = Math.max(1, x(course.seconds(seen.until())) - from);
        double height = Math.max(2, SEEN_HEIGHT * share);
        return String.format(
                Locale.ROOT,
                "<rect %s x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                look,
                from,
                SEEN_TOP + SEEN_HEIGHT - height,
                width,
                height);
    }
}
