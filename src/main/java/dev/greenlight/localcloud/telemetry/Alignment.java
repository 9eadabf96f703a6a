package dev.greenlight.localcloud.telemetry;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums over windows of equal length that end at the interval's end.
 *
 * @param period a window's length, 1 s or more
 * @param delta whether the sums remain deltas ({@code ALIGN_DELTA}); else they are gauges ({@code ALIGN_SUM})
 * @see <a href="https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aggregation">Aggregation</a>
 */
record Alignment(Duration period, boolean delta) {
    /** Empty when the call asks for none; refused when it asks for anything but sums over time. */
    static Optional<Alignment> of(Call call) {
        for (String name : call.query().keySet()) {
            if (name.startsWith("secondaryAggregation")
                    || name.startsWith("aggregation.groupByFields")
                    || (name.equals("aggregation.crossSeriesReducer")
                            && !call.parameter(name).orElse("").equals("REDUCE_NONE"))) {
                throw ApiError.invalidArgument("Series cannot be joined here: '" + name + "' is not supported.");
            }
        }
        String aligner = call.parameter("aggregation.perSeriesAligner").orElse("ALIGN_NONE");
        if (aligner.equals("ALIGN_NONE")) {
            return Optional.empty();
        }
        if (!aligner.equals("ALIGN_DELTA") && !aligner.equals("ALIGN_SUM")) {
            throw ApiError.invalidArgument("The aligner " + aligner
                    + " is not supported here; the supported ones are ALIGN_NONE, ALIGN_DELTA and ALIGN_SUM.");
        }
        return Optional.of(new Alignment(
                period(call.parameter("aggregation.alignmentPeriod").orElse("")), aligner.equals("ALIGN_DELTA")));
    }

    private static Duration period(String text) {
        if (!text.matches("[1-9][0-9]{0,6}s")) {
            throw ApiError.badField(
                    "aggregation.alignmentPeriod",
                    "Whole seconds such as 60s.",
                    "Field aggregation.alignmentPeriod had an invalid value of \"" + text
                            + "\": must be whole seconds such as \"60s\".");
        }
        return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    /** The windows that have points, oldest first. */
    List<Series.Point> apply(List<Series.Point> points, Instant end) {
        Map<Long, Distribution> windows = new TreeMap<>();
        for (Series.Point point : points) {
            long back = Duration.between(point.end(), end).toNanos() / period.toNanos();
            windows.computeIfAbsent(-back, key -> new Distribution()).add(point.latencies());
        }
        return windows.entrySet().stream()
                .map(window -> new Series.Point(
                        end.plus(period.multipliedBy(window.getKey() - 1)),
                        end.plus(period.multipliedBy(window.getKey())),
                        window.getValue()))
                .toList();
    }
}
