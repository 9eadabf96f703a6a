package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which series are asked for.
 *
 * @see <a href="https://cloud.google.com/monitoring/api/v3/filters">Monitoring filters</a>
 */
record MetricFilter(MetricFilter.Metric metric, String project, List<Comparison> labels)
        implements Predicate<RequestMetrics.Key> {
    private static final String LABELS =
            "(resource\\.labels?\\.(project_id|location|service_name|configuration_name|revision_name)|metric\\.labels?\\.response_code(_class)?|resource\\.type)";

    /**
     * The metrics that are kept.
     *
     * @see <a href="https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run">Cloud Run metrics</a>
     */
    enum Metric {
        REQUEST_COUNT("run.googleapis.com/request_count", "INT64", "1"),
        REQUEST_LATENCIES("run.googleapis.com/request_latencies", "DISTRIBUTION", "ms");

        private final String type;
        private final String valueType;
        private final String unit;

        Metric(String type, String valueType, String unit) {
            this.type = type;
            this.valueType = valueType;
            this.unit = unit;
        }

        static Optional<Metric> of(String type) {
            return Arrays.stream(values())
                    .filter(metric -> metric.type.equals(type))
                    .findFirst();
        }

        String type() {
            return type;
        }

        String valueType() {
            return valueType;
        }

        String unit() {
            return unit;
        }

        /** The point's typed value. */
        ObjectNode value(Distribution latencies) {
            ObjectNode value = Json.object();
            switch (this) {
                case REQUEST_COUNT -> value.put("int64Value", Long.toString(latencies.count()));
                case REQUEST_LATENCIES -> value.set("distributionValue", latencies.toJson());
            }
            return value;
        }
    }

    MetricFilter {
        labels = List.copyOf(labels);
    }

    static MetricFilter parse(String filter, String project) {
        List<Comparison> all = Comparison.parse(filter);
        List<Comparison> types =
                all.stream().filter(each -> each.field().equals("metric.type")).toList();
        if (types.size() != 1 || !types.getFirst().operator().equals("=")) {
            throw ApiError.badField(
                    "filter",
                    "The filter must specify a single metric type.",
                    "Field filter had an invalid value of \"" + filter
                            + "\": must specify a restriction on \"metric.type\" in the filter");
        }
        String type = types.getFirst().value();
        Metric metric = Metric.of(type)
                .orElseThrow(() -> new ApiError(
                        Status.NOT_FOUND,
                        "Cannot find metric(s) that match type = \"" + type
                                + "\". If a metric was created recently, it could take up to 10 minutes to become"
                                + " available. Please try again soon."));
        List<Comparison> labels =
                all.stream().filter(each -> !each.field().equals("metric.type")).toList();
        labels.forEach(MetricFilter::check);
        return new MetricFilter(metric, project, labels);
    }

    private static void check(Comparison comparison) {
        if (!comparison.field().matches(LABELS) || !comparison.operator().matches("!?=")) {
            throw ApiError.badField(
                    "filter",
                    "Only = and != on the labels of cloud_run_revision and of the metric are supported here.",
                    "Field filter had an invalid value of \"" + comparison
                            + "\": only = and != on the labels of cloud_run_revision and of the metric are supported here.");
        }
    }

    @Override
    public boolean test(RequestMetrics.Key key) {
        return key.revision().project().equals(project) && labels.stream().allMatch(label -> holds(label, key));
    }

    private static boolean holds(Comparison comparison, RequestMetrics.Key key) {
        Map<String, String> labels = Resource.of(key.revision()).labels();
        String name = comparison.field().substring(comparison.field().lastIndexOf('.') + 1);
        String actual = switch (name) {
            case "type" -> Resource.REVISION;
            case "response_code" -> Integer.toString(key.status());
            case "response_code_class" -> key.statusClass();
            default -> labels.getOrDefault(name, "");
        };
        return actual.equals(comparison.value()) == comparison.operator().equals("=");
    }
}
