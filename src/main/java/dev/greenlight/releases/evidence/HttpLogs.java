package dev.greenlight.releases.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cloud Logging.
 *
 * @see <a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list">entries.list</a>
 */
final class HttpLogs implements Logs {
    private static final String REQUESTS = "\"run.googleapis.com%2Frequests\"";

    /** As many as one page holds; a proof makes far fewer. */
    private static final int MOST_PROBES = 1_000;

    private static final Pattern PROBE = Pattern.compile("[?&]" + Probe.PARAMETER + "=([A-Za-z0-9-]+)");

    private final HttpCalls calls;
    private final String project;

    HttpLogs(HttpCalls calls, String project) {
        this.calls = calls;
        this.project = project;
    }

    @Override
    public List<LogLine> lastOf(ServiceName service, RevisionName revision, int most) {
        return lines(
                "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + service
                        + "\" AND resource.labels.revision_name=\"" + revision + "\" AND logName!~" + REQUESTS,
                most);
    }

    @Override
    public List<LogLine> lastOfRun(String job, String execution, int most) {
        return lines(
                "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"" + job
                        + "\" AND labels.\"run.googleapis.com/execution_name\"=\"" + execution + "\"",
                most);
    }

    @Override
    public Optional<Map<String, RevisionName>> answerers(ServiceName service, Instant since) {
        try {
            Map<String, RevisionName> answerers = new HashMap<>();
            entries(
                            "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + service
                                    + "\" AND logName:" + REQUESTS + " AND timestamp>=\"" + since
                                    + "\" AND httpRequest.requestUrl:\"" + Probe.PARAMETER + "=\"",
                            MOST_PROBES)
                    .forEach(entry -> {
                        Matcher id = PROBE.matcher(
                                entry.path("httpRequest").path("requestUrl").asText());
                        String name = entry.path("resource")
                                .path("labels")
                                .path("revision_name")
                                .asText();
                        if (id.find() && !name.isEmpty()) {
                            answerers.put(id.group(1), new RevisionName(name));
                        }
                    });
            return Optional.of(answerers);
        } catch (IOException | ExternalFailure | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<RequestLog> requests(ServiceName service, Instant since) {
        try {
            return Optional.of(new HttpRequestLog(calls, project).read(service, since));
        } catch (IOException | ExternalFailure | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<LogLine> lines(String filter, int most) {
        try {
            List<LogLine> newestFirst = new ArrayList<>();
            entries(filter, most).forEach(entry -> newestFirst.add(line(entry)));
            return newestFirst.reversed();
        } catch (IOException e) {
            throw new ExternalFailure(
                    "read the log of what failed",
                    String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    "Give the deploying account roles/logging.viewer, and look at the log in the console meanwhile",
                    e);
        }
    }

    private JsonNode entries(String filter, int most) throws IOException {
        return calls.post(
                        "logging",
                        "/v2/entries:list",
                        Map.of(
                                "resourceNames",
                                List.of("projects/" + project),
                                "filter",
                                filter,
                                "orderBy",
                                "timestamp desc",
                                "pageSize",
                                most))
                .path("entries");
    }

    private static LogLine line(JsonNode entry) {
        JsonNode payload = entry.path("jsonPayload");
        String text = entry.path("textPayload").asText(payload.path("message").asText(payload.toString()));
        return new LogLine(
                entry.path("timestamp").asText(""), entry.path("severity").asText("DEFAULT"), text);
    }
}
