package dev.greenlight.releases.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a service's request log, newest first, a bounded number of pages.
 *
 * @see <a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#httprequest">HttpRequest</a>
 */
final class HttpRequestLog {
    private static final int PAGE = 1_000;
    /** Reading is limited to 60 calls a minute and project. */
    private static final int MOST_PAGES = 5;

    private final HttpCalls calls;
    private final String project;
    private final Map<RevisionName, List<Point>> users = new HashMap<>();
    private final List<Instant> own = new ArrayList<>();
    private Instant oldest = Instant.MAX;

    HttpRequestLog(HttpCalls calls, String project) {
        this.calls = calls;
        this.project = project;
    }

    /** @throws RuntimeException of many kinds when an entry is not as it should be */
    RequestLog read(ServiceName service, Instant since) throws IOException {
        Map<String, Object> query = new HashMap<>(Map.of(
                "resourceNames",
                List.of("projects/" + project),
                "filter",
                "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + service + "\" AND "
                        + "logName:\"run.googleapis.com%2Frequests\" AND timestamp>=\"" + since + "\"",
                "orderBy",
                "timestamp desc",
                "pageSize",
                PAGE));
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = calls.post("logging", "/v2/entries:list", query);
            answer.path("entries").forEach(this::add);
            String next = answer.path("nextPageToken").asText("");
            if (next.isEmpty()) {
                return new RequestLog(since, new Reading.Known(users), own);
            }
            query.put("pageToken", next);
        }
        return new RequestLog(oldest, new Reading.Known(users), own);
    }

    private void add(JsonNode entry) {
        Instant time = OffsetDateTime.parse(entry.path("timestamp").asText()).toInstant();
        JsonNode request = entry.path("httpRequest");
        oldest = time.isBefore(oldest) ? time : oldest;
        if (request.path("userAgent").asText().equals(Probe.AGENT)) {
            own.add(time);
            return;
        }
        boolean error = request.path("status").asInt() >= 500;
        double millis = Double.parseDouble(request.path("latency").asText().replaceAll("s$", "")) * 1000;
        String revision =
                entry.path("resource").path("labels").path("revision_name").asText();
        users.computeIfAbsent(new RevisionName(revision), name -> new ArrayList<>())
                .add(new Point(
                        time,
                        time,
                        new Counts(1, error ? 1 : 0),
                        error ? Latencies.NONE : Latencies.of(List.of(millis))));
    }
}
