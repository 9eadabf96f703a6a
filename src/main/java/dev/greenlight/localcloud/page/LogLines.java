package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The last log lines, the newest first. */
final class LogLines {
    private static final int LONGEST = 400;

    private LogLines() {}

    /** @param entries as Cloud Logging answers them */
    static void write(Markup html, List<ObjectNode> entries) {
        html.element("h2", "Last log lines");
        if (entries.isEmpty()) {
            html.element("p", "Nothing was logged since the start.", "class", "more");
            return;
        }
        html.open("table", "class", "log");
        for (ObjectNode entry : entries) {
            String severity = entry.path("severity").asText();
            html.open("tr", "class", "s-" + severity.toLowerCase(java.util.Locale.ROOT));
            html.element("td", clock(entry.path("timestamp").asText()));
            html.element("td", severity.equals("DEFAULT") ? "" : severity);
            html.element("td", source(entry.at("/resource/labels")));
            html.element("td", text(entry)).close();
        }
        html.close();
    }

    private static String clock(String time) {
        return time.length() < 19 ? time : time.substring(11, 19);
    }

    private static String source(JsonNode labels) {
        for (String label : List.of("revision_name", "job_name", "service_name")) {
            if (labels.hasNonNull(label) && !labels.path(label).asText().isEmpty()) {
                return labels.path(label).asText();
            }
        }
        return "";
    }

    private static String text(ObjectNode entry) {
        JsonNode request = entry.path("httpRequest");
        if (request.isObject()) {
            return request.path("status").asText() + "  "
                    + request.path("requestMethod").asText() + " "
                    + request.path("requestUrl").asText() + "  "
                    + request.path("latency").asText();
        }
        JsonNode message = entry.path("jsonPayload");
        String text = message.isObject()
                ? message.path("message").asText(message.toString())
                : entry.path("textPayload").asText();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
