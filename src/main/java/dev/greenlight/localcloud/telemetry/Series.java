package dev.greenlight.localcloud.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The latencies of one revision's answers of one status code, by sampling period. Their number is the count of requests. */
final class Series {
    /**
     * What was sampled in an interval.
     *
     * @param start exclusive
     * @param end inclusive
     */
    record Point(Instant start, Instant end, Distribution latencies) {}

    /** What one series is kept for: with one second's period two hours, with a minute's five days. */
    private static final int MOST_PERIODS = 7_200;

    private final long period;
    private final TreeMap<Long, Distribution> samples = new TreeMap<>();

    Series(Duration period) {
        this.period = period.toSeconds();
    }

    synchronized void add(Instant at, Duration latency) {
        samples.computeIfAbsent(Math.floorDiv(at.getEpochSecond(), period), key -> new Distribution())
                .add(latency.toNanos() / 1e6);
        if (samples.size() > MOST_PERIODS) {
            samples.pollFirstEntry();
        }
    }

    /** The points whose end lies after {@code start} and not after {@code end}, oldest first; copies. */
    synchronized List<Point> points(Instant start, Instant end) {
        return samples.entrySet().stream()
                .map(entry -> new Point(
                        Instant.ofEpochSecond(entry.getKey() * period),
                        Instant.ofEpochSecond((entry.getKey() + 1) * period),
                        entry.getValue()))
                .filter(point -> point.end().isAfter(start) && !point.end().isAfter(end))
                .map(point -> {
                    Distribution copy = new Distribution();
                    copy.add(point.latencies());
                    return new Point(point.start(), point.end(), copy);
                })
                .toList();
    }
}
