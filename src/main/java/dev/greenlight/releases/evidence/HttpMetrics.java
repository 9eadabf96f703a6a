package dev.greenlight.releases.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Cloud Monitoring's {@code run.googleapis.com/request_count}.
 *
 * @see <a href="https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.timeSeries/list">timeSeries.list</a>
 */
final class HttpMetrics implements Metrics {
    private static final int MOST_PAGES = 50;

    private final HttpCalls calls;
    private final String project;
    private final String region;

    HttpMetrics(HttpCalls calls, String project, String region) {
        this.calls = calls;
        this.project = project;
        this.region = region;
    }

    @Override
    public Reading requests(ServiceName service, Instant from, Instant to) {
        Map<String, String> query = new HashMap<>();
        query.put(
                "filter",
                "metric.type = \"run.googleapis.com/request_count\" AND resource.type = \"cloud_run_revision\""
                        + " AND resource.labels.service_name = \"" + service + "\" AND resource.labels.location = \""
                        + region + "\"");
        query.put("interval.startTime", from.toString());
        query.put("interval.endTime", to.toString());
        query.put("view", "FULL");
        Map<RevisionName, Counts> found = new HashMap<>();
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                JsonNode answer = calls.get("monitoring", "/v3/projects/" + project + "/timeSeries", query);
                answer.path("timeSeries").forEach(series -> add(found, series));
                String next = answer.path("nextPageToken").asText("");
                if (next.isEmpty()) {
                    return new Reading.Known(found);
                }
                query.put("pageToken", next);
            }
            return new Reading.Unknown("Cloud Monitoring's answer does not end");
        } catch (IOException | IllegalArgumentException | ExternalFailure e) {
            return new Reading.Unknown("Cloud Monitoring: " + e.getMessage());
        }
    }

    private static void add(Map<RevisionName, Counts> found, JsonNode series) {
        String revision =
                series.path("resource").path("labels").path("revision_name").asText("");
        String kind =
                series.path("metric").path("labels").path("response_code_class").asText("");
        if (revision.isEmpty()) {
            return;
        }
        long sum = 0;
        for (JsonNode point : series.path("points")) {
            sum += Long.parseLong(point.path("value").path("int64Value").asText("0"));
        }
        found.merge(new RevisionName(revision), new Counts(sum, kind.equals("5xx") ? sum : 0), Counts::plus);
    }
}
