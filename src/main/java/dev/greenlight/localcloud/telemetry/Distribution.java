package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;

/**
 * Counted values in buckets that grow by 1.4 each, from 1. Not safe for several threads.
 *
 * @see <a href="https://cloud.google.com/monitoring/api/ref_v3/rest/v3/TypedValue#Distribution">Distribution</a>
 */
final class Distribution {
    private static final int FINITE = 66;
    private static final double GROWTH = 1.4;

    private final int[] buckets = new int[FINITE + 2];
    private long count;
    private double mean;
    private double squaredDeviation;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squaredDeviation += before * (value - mean);
        buckets[bucket(value)]++;
    }

    void add(Distribution other) {
        if (other.count == 0) {
            return;
        }
        long both = count + other.count;
        double distance = other.mean - mean;
        squaredDeviation += other.squaredDeviation + distance * distance * count * other.count / both;
        mean += distance * other.count / both;
        count = both;
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] += other.buckets[i];
        }
    }

    /** 0 is below 1, the last one is open above. */
    static int bucket(double value) {
        return value < 1 ? 0 : Math.min(FINITE + 1, 1 + (int) (Math.log(value) / Math.log(GROWTH)));
    }

    long count() {
        return count;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("count", Long.toString(count))
                .put("mean", mean)
                .put("sumOfSquaredDeviation", squaredDeviation);
        json.putObject("bucketOptions")
                .putObject("exponentialBuckets")
                .put("numFiniteBuckets", FINITE)
                .put("growthFactor", GROWTH)
                .put("scale", 1.0);
        int last = buckets.length - 1;
        while (last > 0 && buckets[last] == 0) {
            last--;
        }
        ArrayNode counts = json.putArray("bucketCounts");
        for (int i = 0; i <= last; i++) {
            counts.add(Integer.toString(buckets[i]));
        }
        return json;
    }
}
