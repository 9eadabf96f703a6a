package dev.greenlight.checks.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.Waiver;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes one tool's run of a {@link SarifDocument}.
 *
 * @param json the document so far
 * @param redact hides secrets
 * @param compared whether it is known what is new
 * @param config where a finding without a place is pinned
 */
record SarifRun(JsonGenerator json, UnaryOperator<String> redact, boolean compared, String config) {
    /** UTF-16 units; more is not read, and makes the file large. */
    private static final int LONGEST_MESSAGE = 2000;

    /** A rule as it is described once for all of its results. */
    private record Rule(int index, Severity gravest, boolean security) {
        Rule and(Finding finding) {
            boolean graver = finding.severity().atLeast(gravest);
            return new Rule(
                    index,
                    graver ? finding.severity() : gravest,
                    security || finding.advisory().isPresent());
        }
    }

    void write(SarifPlanner.ToolResults tool) throws IOException {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Assessed one : tool.findings()) {
            Finding finding = one.finding();
            rules.compute(
                    finding.rule(),
                    (id, known) ->
                            (known == null ? new Rule(rules.size(), finding.severity(), false) : known).and(finding));
        }
        boolean waived = tool.findings().stream().anyMatch(one -> one.waiver().isPresent());
        json.writeStartObject();
        driver(tool.tool(), rules);
        json.writeObjectFieldStart("automationDetails");
        json.writeStringField("id", "greenlight-quality/" + tool.tool() + "/");
        json.writeEndObject();
        invocation(tool);
        json.writeArrayFieldStart("results");
        for (Assessed one : tool.findings()) {
            json.writeRaw('\n');
            result(one, Optional.ofNullable(rules.get(one.finding().rule())), waived);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void driver(String tool, Map<String, Rule> rules) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", tool);
        json.writeArrayFieldStart("rules");
        for (Map.Entry<String, Rule> rule : rules.entrySet()) {
            String id = redact.apply(rule.getKey());
            json.writeStartObject();
            json.writeStringField("id", id);
            text("shortDescription", tool + " " + id);
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.getValue().gravest()));
            json.writeEndObject();
            if (rule.getValue().security()) {
                json.writeObjectFieldStart("properties");
                json.writeArrayFieldStart("tags");
                json.writeString("security");
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation(SarifPlanner.ToolResults tool) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", tool.troubles().isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (String trouble : tool.troubles()) {
            notification("error", redact.apply(trouble));
        }
        if (tool.leftOut() > 0) {
            notification("warning", tool.leftOut() + " results are left out, since the file would be too large");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void notification(String level, String words) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        text("message", words);
        json.writeEndObject();
    }

    private void result(Assessed one, Optional<Rule> rule, boolean suppressions) throws IOException {
        Finding finding = one.finding();
        json.writeStartObject();
        json.writeStringField("ruleId", redact.apply(finding.rule()));
        json.writeNumberField("ruleIndex", rule.map(Rule::index).orElse(-1));
        json.writeStringField("level", level(finding.severity()));
        text("message", cut(redact.apply(finding.message())));
        location(finding.location().orElse(Location.of(config)));
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("primaryLocationLineHash", one.fingerprint());
        json.writeEndObject();
        if (compared) {
            json.writeStringField("baselineState", one.fresh() ? "new" : "unchanged");
        }
        if (suppressions) {
            suppressions(one.waiver());
        }
        json.writeEndObject();
    }

    private void location(Location place) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", address(redact.apply(place.path())));
        json.writeStringField("uriBaseId", "%SRCROOT%");
        json.writeEndObject();
        if (place.line() > 0) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", place.line());
            if (place.column() > 0) {
                json.writeNumberField("startColumn", place.column());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void suppressions(Optional<Waiver> waiver) throws IOException {
        json.writeArrayFieldStart("suppressions");
        if (waiver.isPresent()) {
            Waiver holds = waiver.get();
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", "accepted");
            json.writeStringField(
                    "justification",
                    "%s (%s, until %s, %s)"
                            .formatted(
                                    redact.apply(holds.reason().strip()),
                                    holds.owner(),
                                    holds.expires(),
                                    holds.place()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** As a relative address: a path with a space, a colon or a line end is none. */
    private static String address(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int end =
                Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1)) ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE;
        return message.substring(0, end) + "…";
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }
}
