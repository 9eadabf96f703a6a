package dev.greenlight.releases.evidence;

import java.time.Instant;

/**
 * What one revision answered in a stretch of time.
 *
 * @param start when it begins
 * @param end when it ends
 * @param counts the requests; none when only latencies were asked for
 * @param latencies of the answers that were no errors; none when only counts were asked for
 */
public record Point(Instant start, Instant end, Counts counts, Latencies latencies) {
    public Point {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a point ends after it starts: " + start + " " + end);
        }
    }
}
