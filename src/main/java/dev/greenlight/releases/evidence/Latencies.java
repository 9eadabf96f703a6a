package dev.greenlight.releases.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * How long answers took, as counts in buckets; a value that is known exactly is a bucket without width.
 *
 * @param buckets from fast to slow, none of them empty
 */
public record Latencies(List<Bucket> buckets) {
    public static final Latencies NONE = new Latencies(List.of());

    /**
     * Answers that took about as long.
     *
     * @param low the least that they took, in milliseconds, inclusive
     * @param high the most, exclusive unless it equals {@code low}; infinite in the last bucket
     * @param count how many
     */
    public record Bucket(double low, double high, long count) {
        public Bucket {
            if (!(low >= 0 && low <= high) || count < 0) {
                throw new IllegalArgumentException("a bucket is counted from low to high: " + low + " " + high);
            }
        }
    }

    /**
     * What a share of the answers took at most.
     *
     * @param millis the best guess: evenly spread inside its bucket
     * @param low the least that it can be
     * @param high the most that it can be; infinite in the last bucket
     */
    public record Percentile(double millis, double low, double high) {
        @Override
        public String toString() {
            String value = String.format(Locale.ROOT, "%.0f ms", millis);
            return low == high
                    ? value
                    : value
                            + String.format(
                                    Locale.ROOT,
                                    " (%.0f to %s)",
                                    low,
                                    high == Double.POSITIVE_INFINITY ? "∞" : String.format(Locale.ROOT, "%.0f", high));
        }
    }

    public Latencies {
        TreeMap<Double, Bucket> sorted = new TreeMap<>();
        for (Bucket bucket : buckets) {
            if (bucket.count() > 0) {
                sorted.merge(bucket.low(), bucket, Latencies::joined);
            }
        }
        buckets = List.copyOf(sorted.values());
    }

    private static Bucket joined(Bucket one, Bucket other) {
        return new Bucket(one.low(), Math.max(one.high(), other.high()), one.count() + other.count());
    }

    /** Exact values, in milliseconds. */
    public static Latencies of(Collection<Double> millis) {
        return new Latencies(
                millis.stream().map(value -> new Bucket(value, value, 1)).toList());
    }

    /** All of them together. */
    public static Latencies sum(Collection<Latencies> parts) {
        List<Bucket> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.buckets));
        return new Latencies(all);
    }

    public long count() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /** How many certainly took longer. @param millis the limit */
    public long above(double millis) {
        return buckets.stream()
                .filter(bucket -> bucket.low() > millis || bucket.low() == millis && bucket.high() > millis)
                .mapToLong(Bucket::count)
                .sum();
    }

    /**
     * What a share of the answers took at most.
     *
     * @param share above 0, at most 1
     * @return all zero without any answer
     */
    public Percentile percentile(double share) {
        long rank = (long) Math.ceil(share * count());
        long before = 0;
        for (Bucket bucket : buckets) {
            if (before + bucket.count() >= rank) {
                double width = bucket.high() == Double.POSITIVE_INFINITY ? 0 : bucket.high() - bucket.low();
                double inside = bucket.low() + width * (rank - before - 0.5) / bucket.count();
                return new Percentile(inside, bucket.low(), bucket.high());
            }
            before += bucket.count();
        }
        return new Percentile(0, 0, 0);
    }
}
