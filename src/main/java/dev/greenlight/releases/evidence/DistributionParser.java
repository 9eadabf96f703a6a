package dev.greenlight.releases.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Reads Cloud Monitoring's distributions, whose bucket counts leave trailing zeros out.
 *
 * @see <a href="https://cloud.google.com/monitoring/api/ref_v3/rest/v3/TypedValue#Distribution">Distribution</a>
 */
final class DistributionParser {
    /** Monitoring allows 200 buckets; far more than that is nonsense. */
    private static final int MOST = 10_000;

    private DistributionParser() {}

    /** @throws IllegalArgumentException when values are counted but not in buckets that can be read */
    static Latencies parse(JsonNode distribution) {
        JsonNode counts = distribution.path("bucketCounts");
        IntToDoubleFunction bounds = bounds(distribution.path("bucketOptions"), counts.size());
        List<Latencies.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            long count = Long.parseLong(counts.path(i).asText());
            if (count != 0) {
                double low = i == 0 ? 0 : Math.max(0, bounds.applyAsDouble(i - 1));
                buckets.add(new Latencies.Bucket(low, Math.max(low, bounds.applyAsDouble(i)), count));
            }
        }
        Latencies latencies = new Latencies(buckets);
        long stated = Long.parseLong(distribution.path("count").asText("0"));
        if (stated != latencies.count()) {
            throw new IllegalArgumentException(
                    "a distribution of " + stated + " values has " + latencies.count() + " in its buckets");
        }
        return latencies;
    }

    /** The upper bound of each bucket. */
    private static IntToDoubleFunction bounds(JsonNode options, int buckets) {
        JsonNode exponential = options.path("exponentialBuckets");
        JsonNode linear = options.path("linearBuckets");
        JsonNode explicit = options.path("explicitBuckets").path("bounds");
        int finite = exponential
                .path("numFiniteBuckets")
                .asInt(linear.path("numFiniteBuckets").asInt(explicit.size() - 1));
        if (buckets > MOST || buckets > finite + 2 || (buckets > 0 && finite < 0)) {
            throw new IllegalArgumentException("a distribution with " + buckets + " buckets and " + options);
        }
        IntToDoubleFunction inner;
        if (exponential.isObject()) {
            double scale = exponential.path("scale").asDouble();
            double growth = exponential.path("growthFactor").asDouble();
            inner = i -> scale * Math.pow(growth, i);
        } else if (linear.isObject()) {
            inner = i -> linear.path("offset").asDouble() + linear.path("width").asDouble() * i;
        } else {
            inner = i -> explicit.path(i).asDouble();
        }
        return i -> i > finite ? Double.POSITIVE_INFINITY : inner.applyAsDouble(i);
    }
}
