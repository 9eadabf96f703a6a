package dev.greenlight.releases.watch;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When requests were seen and how many of them failed, in stretches of equal length. */
public final class Timeline {
    /** More stretches are not told apart in a picture. */
    static final int MOST = 40;

    /** In less time there is no rate of requests to speak of. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private Timeline() {}

    /**
     * At most {@value #MOST} stretches in the order of time, as {@code from}, {@code until}, {@code requests} and {@code errors} for the report.
     *
     * @param points what was seen, in any order; a point is counted where it ends
     */
    public static List<Map<String, Object>> of(Collection<Point> points) {
        if (points.isEmpty()) {
            return List.of();
        }
        Instant from =
                points.stream().map(Point::start).min(Comparator.naturalOrder()).orElseThrow();
        Instant until =
                points.stream().map(Point::end).max(Comparator.naturalOrder()).orElseThrow();
        Duration longest = points.stream()
                .map(point -> Duration.between(point.start(), point.end()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration even = Duration.between(from, until).dividedBy(MOST);
        long step = Math.max(SHORTEST.toMillis(), Math.max(even.toMillis() + 1, longest.toMillis()));
        Map<Long, Counts> counts = new TreeMap<>();
        points.forEach(point -> counts.merge(place(from, point, step), point.counts(), Counts::plus));
        return counts.entrySet().stream()
                .map(each -> entry(from.plusMillis(each.getKey() * step), step, until, each.getValue()))
                .toList();
    }

    private static long place(Instant from, Point point, long step) {
        long end = Duration.between(from, point.end()).toMillis();
        return Math.max(0, point.end().equals(point.start()) ? end / step : (end - 1) / step);
    }

    private static Map<String, Object> entry(Instant from, long step, Instant last, Counts counts) {
        Instant until = from.plusMillis(step);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("from", from.toString());
        entry.put("until", (until.isAfter(last) && last.isAfter(from) ? last : until).toString());
        entry.put("requests", counts.requests());
        entry.put("errors", counts.errors());
        return entry;
    }
}
