package dev.greenlight.releases.charts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Small charts for a job summary, which GitHub draws.
 *
 * @see <a href="https://mermaid.js.org/syntax/xyChart.html">Mermaid's XY chart</a>
 */
public final class MermaidChart {
    /** More services are left to the picture. */
    private static final int MOST = 4;

    private static final int SAMPLES = 24;

    private MermaidChart() {}

    /** One chart a service, of at most four, with a line of words below each. */
    public static String of(List<Course> courses) {
        String charts = courses.stream().limit(MOST).map(MermaidChart::chart).collect(Collectors.joining("\n"));
        return courses.size() > MOST ? charts + "\nand " + (courses.size() - MOST) + " more services.\n" : charts;
    }

    private static String chart(Course course) {
        double length = course.length().toMillis() / 1000.0;
        return "```mermaid\nxychart-beta\n"
                + "    title \"" + harmless(course.service()) + ": share of " + harmless(course.revision())
                + (course.errors() > 0 ? " (line), failed requests (bars)" : "") + "\"\n"
                + String.format(Locale.ROOT, "    x-axis \"seconds\" 0 --> %.1f%n", length)
                + "    y-axis \"percent\" 0 --> 100\n"
                + (course.errors() > 0 ? "    bar [" + samples(course, true) + "]\n" : "")
                + "    line [" + samples(course, false) + "]\n```\n"
                + Words.of(course) + "\n";
    }

    private static String samples(Course course, boolean errors) {
        Duration part = course.length().dividedBy(SAMPLES - 1);
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> course.start().plus(part.multipliedBy(i)))
                .map(time -> errors ? failed(course, time, time.plus(part)) : String.valueOf(share(course, time)))
                .collect(Collectors.joining(", "));
    }

    private static int share(Course course, Instant time) {
        return course.shares().stream()
                .filter(share -> !share.since().isAfter(time))
                .reduce((one, two) -> two)
                .map(Course.Share::percent)
                .orElse(0);
    }

    private static String failed(Course course, Instant from, Instant until) {
        List<Course.Seen> within = course.seen().stream()
                .filter(seen -> seen.from().isBefore(until) && !seen.until().isBefore(from))
                .toList();
        long requests = within.stream().mapToLong(Course.Seen::requests).sum();
        long errors = within.stream().mapToLong(Course.Seen::errors).sum();
        return requests == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100.0 * errors / requests);
    }

    /** What stands in quotes in Mermaid's language, where a quote or a semicolon would end more than the title. */
    private static String harmless(String text) {
        String some = text.length() > 80 ? text.substring(0, 80) : text;
        return some.replaceAll("[^A-Za-z0-9 ._-]", "_");
    }
}
