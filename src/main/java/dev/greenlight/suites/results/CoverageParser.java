package dev.greenlight.suites.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the share of covered lines from a Cobertura report or an Istanbul summary.
 *
 * @see <a href="https://coverage.readthedocs.io/en/latest/cmd.html#xml-reporting-coverage-xml">coverage xml</a>
 * @see <a href="https://istanbul.js.org/docs/advanced/alternative-reporters/#json-summary">json-summary</a>
 */
final class CoverageParser {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ROOT = Pattern.compile("<coverage\\s[^>]*?\\bline-rate=\"([0-9.]{1,20})\"[^>]*>");

    private CoverageParser() {}

    /** Percent, 0 to 100, to one decimal; empty when the text is neither of the two, or is cut off. */
    static OptionalDouble parse(String text) {
        String trimmed = text.strip();
        try {
            return trimmed.startsWith("{") ? summary(JSON.readTree(trimmed)) : cobertura(trimmed);
        } catch (JsonProcessingException | NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble summary(JsonNode root) {
        JsonNode percent = root.path("total").path("lines").path("pct");
        return percent.isNumber() ? rounded(percent.asDouble()) : OptionalDouble.empty();
    }

    private static OptionalDouble cobertura(String xml) {
        Matcher root = ROOT.matcher(xml);
        boolean whole = xml.endsWith("</coverage>") || xml.endsWith("/>");
        return root.find() && whole ? rounded(Double.parseDouble(root.group(1)) * 100) : OptionalDouble.empty();
    }

    private static OptionalDouble rounded(double percent) {
        return percent < 0 || percent > 100
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.round(percent * 10) / 10.0);
    }
}
