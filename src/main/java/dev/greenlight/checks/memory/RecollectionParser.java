package dev.greenlight.checks.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recollection as text: the digest of the rest on the first line, then JSON that names the fingerprint it is kept under. A text of which any
 * of that does not fit is no recollection.
 */
final class RecollectionParser {
    private static final JsonMapper JSON = new JsonMapper();

    private RecollectionParser() {}

    static String write(Fingerprint key, Recollection recollection) {
        ObjectNode entry = JSON.createObjectNode()
                .put("key", key.value())
                .put("at", recollection.at().toString())
                .put("millis", recollection.took().toMillis());
        ArrayNode findings = entry.putArray("findings");
        recollection.run().findings().forEach(finding -> write(findings.addObject(), finding));
        String text = entry.toString();
        return Fingerprint.of(List.of(text)) + "\n" + text;
    }

    /** Empty when the text is not whole, not of this fingerprint, or not of this form. */
    static Optional<Recollection> parse(Fingerprint key, String text) {
        int end = text.indexOf('\n');
        String rest = text.substring(end + 1);
        if (end < 0
                || !text.substring(0, end).equals(Fingerprint.of(List.of(rest)).value())) {
            return Optional.empty();
        }
        try {
            JsonNode entry = JSON.readTree(rest);
            return entry.path("key").asText("").equals(key.value()) ? Optional.of(read(entry)) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Recollection read(JsonNode entry) {
        if (!entry.path("findings").isArray() || !entry.path("millis").isIntegralNumber()) {
            throw new IllegalArgumentException("another form");
        }
        List<Finding> findings = new ArrayList<>();
        entry.path("findings").forEach(finding -> findings.add(finding(finding)));
        return new Recollection(
                ToolRun.of(findings),
                Duration.ofMillis(entry.path("millis").asLong()),
                Instant.parse(entry.path("at").asText("")));
    }

    private static void write(ObjectNode to, Finding finding) {
        to.put("tool", finding.tool())
                .put("rule", finding.rule())
                .put("severity", finding.severity().name())
                .put("message", finding.message());
        finding.location()
                .ifPresent(location -> to.put("path", location.path())
                        .put("line", location.line())
                        .put("column", location.column()));
        finding.advisory().ifPresent(advisory -> {
            to.put("package", advisory.dependency());
            ArrayNode aliases = to.putArray("aliases");
            advisory.aliases().stream().sorted().forEach(aliases::add);
        });
    }

    private static Finding finding(JsonNode from) {
        Optional<Location> location = Optional.of(from)
                .filter(node -> node.has("path"))
                .map(node -> new Location(
                        node.path("path").asText(""),
                        node.path("line").asInt(),
                        node.path("column").asInt()));
        return new Finding(
                from.path("tool").asText(""),
                from.path("rule").asText(""),
                Severity.valueOf(from.path("severity").asText("")),
                location,
                from.path("message").asText(""),
                Optional.of(from).filter(node -> node.has("package")).map(RecollectionParser::advisory));
    }

    private static Advisory advisory(JsonNode from) {
        Set<String> aliases = new HashSet<>();
        from.path("aliases").forEach(alias -> aliases.add(alias.asText()));
        return new Advisory(from.path("package").asText(""), aliases);
    }
}
