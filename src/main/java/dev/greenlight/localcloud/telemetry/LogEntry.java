package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One entry of a log.
 *
 * @param sequence its place in the order of arrival
 * @param log the log's short name, such as {@code run.googleapis.com/requests}
 * @see <a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry">LogEntry</a>
 */
record LogEntry(long sequence, Instant timestamp, Resource resource, Severity severity, String log, Content content) {
    private static final String SEVERITY = "severity";

    /**
     * How grave an entry is, rising.
     *
     * @see <a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity">LogSeverity</a>
     */
    enum Severity {
        DEFAULT,
        DEBUG,
        INFO,
        NOTICE,
        WARNING,
        ERROR,
        CRITICAL,
        ALERT,
        EMERGENCY;

        /** Accepts the usual short forms; what is no severity is DEFAULT. */
        static Severity of(String text) {
            return switch (text.toUpperCase(Locale.ROOT)) {
                case "DEBUG", "TRACE" -> DEBUG;
                case "INFO" -> INFO;
                case "NOTICE" -> NOTICE;
                case "WARN", "WARNING" -> WARNING;
                case "ERR", "ERROR" -> ERROR;
                case "CRIT", "CRITICAL", "FATAL" -> CRITICAL;
                case "ALERT" -> ALERT;
                case "EMERG", "EMERGENCY" -> EMERGENCY;
                default -> DEFAULT;
            };
        }

        /** What Cloud Run gives a request's entry. */
        static Severity of(int status) {
            return status >= 500 ? ERROR : status >= 400 ? WARNING : INFO;
        }
    }

    /** What an entry says. */
    sealed interface Content {
        record Text(String text) implements Content {}

        record Structured(ObjectNode json) implements Content {}

        record Answered(ServedRequest request) implements Content {}

        /** A line as a container printed it: an object in JSON is structured, anything else text. */
        static Content parse(String line) {
            if (!line.startsWith("{")) {
                return new Text(line);
            }
            try {
                return Json.MAPPER.readTree(line) instanceof ObjectNode json ? new Structured(json) : new Text(line);
            } catch (JsonProcessingException e) {
                return new Text(line);
            }
        }
    }

    /** Takes one line of a workload; what it says of its own severity wins. */
    static LogEntry of(long sequence, Instant now, Resource resource, String severity, String log, String line) {
        if (Content.parse(line) instanceof Content.Structured(ObjectNode json)) {
            JsonNode own = json.remove(SEVERITY);
            Severity grade = Severity.of(own == null ? severity : own.asText());
            Content content = json.size() == 1 && json.path("message").isTextual()
                    ? new Content.Text(json.path("message").asText())
                    : new Content.Structured(json);
            return new LogEntry(sequence, now, resource, grade, log, content);
        }
        return new LogEntry(sequence, now, resource, Severity.of(severity), log, new Content.Text(line));
    }

    static LogEntry of(long sequence, Resource resource, ServedRequest request) {
        return new LogEntry(
                sequence,
                request.start(),
                resource,
                Severity.of(request.status()),
                "run.googleapis.com/requests",
                new Content.Answered(request));
    }

    String logName() {
        return "projects/" + resource.project() + "/logs/" + URLEncoder.encode(log, StandardCharsets.UTF_8);
    }

    ObjectNode toJson() {
        String time = timestamp.toString();
        ObjectNode json = Json.object()
                .put("insertId", HexFormat.of().toHexDigits(sequence, 13))
                .put("logName", logName())
                .put("timestamp", time)
                .put("receiveTimestamp", time)
                .put(SEVERITY, severity.name());
        json.set("resource", resource.toJson());
        ObjectNode labels = resource.entryLabels();
        if (!labels.isEmpty()) {
            json.set("labels", labels);
        }
        switch (content) {
            case Content.Text(String text) -> json.put("textPayload", text);
            case Content.Structured(ObjectNode payload) -> json.set("jsonPayload", payload);
            case Content.Answered(ServedRequest request) -> {
                json.set("httpRequest", http(request));
                ServedRequest.Trail trail = request.trail();
                json.put("trace", "projects/" + resource.project() + "/traces/" + trail.trace());
                json.put("spanId", trail.span());
                if (!trail.note().isEmpty()) {
                    json.put("textPayload", trail.note());
                }
            }
        }
        return json;
    }

    private static ObjectNode http(ServedRequest request) {
        return Json.object()
                .put("requestMethod", request.method())
                .put("requestUrl", request.url())
                .put("status", request.status())
                .put("latency", seconds(request.latency()))
                .put("remoteIp", request.remoteIp())
                .put("userAgent", request.userAgent())
                .put("protocol", "HTTP/1.1");
    }

    private static String seconds(Duration duration) {
        String nanos = Integer.toString(1_000_000_000 + duration.getNano());
        return duration.getSeconds() + "." + nanos.substring(1) + "s";
    }
}
