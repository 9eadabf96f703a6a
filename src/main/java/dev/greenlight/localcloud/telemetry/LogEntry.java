package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** As Cloud Logging answers it. */
    ObjectNode toJson() {
        try (TokenBuffer tokens = new TokenBuffer(Json.MAPPER, false)) {
            write(tokens);
            return Json.MAPPER.readTree(tokens.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** Writes the same without a tree: every request that is served is written once. */
    void write(JsonGenerator json) throws IOException {
        String time = timestamp.toString();
        json.writeStartObject();
        json.writeStringField("insertId", HexFormat.of().toHexDigits(sequence, 13));
        json.writeStringField("logName", logName());
        json.writeStringField("timestamp", time);
        json.writeStringField("receiveTimestamp", time);
        json.writeStringField(SEVERITY, severity.name());
        resource.write(json);
        switch (content) {
            case Content.Text(String text) -> json.writeStringField("textPayload", text);
            case Content.Structured(ObjectNode payload) -> {
                json.writeFieldName("jsonPayload");
                json.writeTree(payload);
            }
            case Content.Answered(ServedRequest request) -> answered(json, request);
        }
        json.writeEndObject();
    }

    private void answered(JsonGenerator json, ServedRequest request) throws IOException {
        json.writeObjectFieldStart("httpRequest");
        json.writeStringField("requestMethod", request.method());
        json.writeStringField("requestUrl", request.url());
        json.writeNumberField("status", request.status());
        json.writeStringField("latency", seconds(request.latency()));
        json.writeStringField("remoteIp", request.remoteIp());
        json.writeStringField("userAgent", request.userAgent());
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeEndObject();
        ServedRequest.Trail trail = request.trail();
        json.writeStringField("trace", "projects/" + resource.project() + "/traces/" + trail.trace());
        json.writeStringField("spanId", trail.span());
        if (!trail.note().isEmpty()) {
            json.writeStringField("textPayload", trail.note());
        }
    }

    private static String seconds(Duration duration) {
        String nanos = Integer.toString(1_000_000_000 + duration.getNano());
        return duration.getSeconds() + "." + nanos.substring(1) + "s";
    }
}
