package dev.greenlight.releases.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cloud Monitoring's {@code run.googleapis.com/request_count} and {@code request_latencies}.
 *
 * @see <a href="https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.timeSeries/list">timeSeries.list</a>
 * @see <a href="https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run">Cloud Run metrics</a>
 */
final class HttpMetrics implements Metrics {
    private static final int MOST_PAGES = 50;
    private static final String ERRORS = "5xx";

    private final HttpCalls calls;
    private final String project;
    private final String region;

    HttpMetrics(HttpCalls calls, String project, String region) {
        this.calls = calls;
        this.project = project;
        this.region = region;
    }

    /** What a point's value says. */
    private interface Value {
        Point of(Instant start, Instant end, JsonNode value, String statusClass);
    }

    @Override
    public Reading requests(ServiceName service, Instant from, Instant to) {
        return read("request_count", service, from, to, (start, end, value, statusClass) -> {
            long count = Long.parseLong(value.path("int64Value").asText("0"));
            return new Point(start, end, new Counts(count, statusClass.equals(ERRORS) ? count : 0), Latencies.NONE);
        });
    }

    @Override
    public Reading latencies(ServiceName service, Instant from, Instant to) {
        // Errors are compared as errors; how fast they came says nothing.
        return read(
                "request_latencies",
                service,
                from,
                to,
                (start, end, value, statusClass) -> new Point(
                        start,
                        end,
                        Counts.NONE,
                        statusClass.equals(ERRORS)
                                ? Latencies.NONE
                                : DistributionParser.parse(value.path("distributionValue"))));
    }

    private Reading read(String metric, ServiceName service, Instant from, Instant to, Value value) {
        Map<String, String> query = new HashMap<>();
        query.put(
                "filter",
                "metric.type = \"run.googleapis.com/" + metric + "\" AND resource.type = \"cloud_run_revision\""
                        + " AND resource.labels.service_name = \"" + service + "\" AND resource.labels.location = \""
                        + region + "\"");
        query.put("interval.startTime", from.toString());
        query.put("interval.endTime", to.toString());
        query.put("view", "FULL");
        Map<RevisionName, List<Point>> found = new HashMap<>();
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                JsonNode answer = calls.get("monitoring", "/v3/projects/" + project + "/timeSeries", query);
                answer.path("timeSeries").forEach(series -> add(found, series, from, value));
                String next = answer.path("nextPageToken").asText("");
                if (next.isEmpty()) {
                    return new Reading.Known(found);
                }
                query.put("pageToken", next);
            }
            return new Reading.Unknown("Cloud Monitoring's answer does not end");
        } catch (IOException | IllegalArgumentException | DateTimeException | ExternalFailure e) {
            return new Reading.Unknown("Cloud Monitoring: " + e.getMessage());
        }
    }

    private static void add(Map<RevisionName, List<Point>> found, JsonNode series, Instant from, Value value) {
        String revision =
                series.path("resource").path("labels").path("revision_name").asText("");
        String statusClass =
                series.path("metric").path("labels").path("response_code_class").asText("");
        if (revision.isEmpty()) {
            return;
        }
        for (JsonNode point : series.path("points")) {
            JsonNode interval = point.path("interval");
            Instant end =
                    OffsetDateTime.parse(interval.path("endTime").asText()).toInstant();
            Instant start = OffsetDateTime.parse(interval.path("startTime")
                            .asText(interval.path("endTime").asText()))
                    .toInstant();
            if (!start.isBefore(from)) {
                found.computeIfAbsent(new RevisionName(revision), name -> new ArrayList<>())
                        .add(value.of(start, end, point.path("value"), statusClass));
            }
        }
    }
}
