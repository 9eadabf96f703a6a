package dev.greenlight.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads ESLint's JSON report.
 *
 * @see <a href="https://eslint.org/docs/latest/use/formatters/#json">the format</a>
 */
final class EslintParser {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EslintParser() {}

    /** The findings; empty when the text is not a whole report. */
    static Optional<List<Finding>> parse(String output, ReportedPaths paths) {
        JsonNode files;
        try {
            files = JSON.readTree(output);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (files == null || !files.isArray()) {
            return Optional.empty();
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode file : files) {
            if (!file.path("filePath").isTextual() || !file.path("messages").isArray()) {
                return Optional.empty();
            }
            for (JsonNode message : file.path("messages")) {
                findings.add(finding(file.path("filePath").textValue(), message, paths));
            }
        }
        return Optional.of(List.copyOf(findings));
    }

    /** A message without a rule is about the file itself: it could not be parsed, or is ignored though named. */
    private static Finding finding(String path, JsonNode message, ReportedPaths paths) {
        String rule = message.path("ruleId").asText("");
        String text = message.path("message").asText("");
        return new Finding(
                "eslint",
                rule.isBlank() || rule.equals("null") ? "file" : rule,
                message.path("severity").asInt(2) == 1 ? Severity.WARNING : Severity.ERROR,
                Optional.of(paths.location(
                        path,
                        message.path("line").asInt(0),
                        message.path("column").asInt(0))),
                text.isBlank() ? "ESLint gave no message" : text);
    }
}
