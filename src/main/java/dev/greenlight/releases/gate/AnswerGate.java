package dev.greenlight.releases.gate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.project.HealthAnswer;
import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.releases.evidence.Answer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether one answer of the health path is what its service promises, and if not, what exactly is different.
 *
 * @param expected what the service promises
 */
public record AnswerGate(HealthAnswer expected) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int MOST_SHOWN = 80;
    private static final int MOST_NAMED = 4;

    /** What was answered and what should have been, in one line of bounded length; empty when all is as promised. */
    public String trouble(Answer answer) {
        return switch (answer) {
            case Answer.Unreachable unreachable -> unreachable.words();
            case Answer.Answered answered -> trouble(answered);
        };
    }

    private String trouble(Answer.Answered answer) {
        List<String> missed = new ArrayList<>();
        json(answer, missed);
        expected.headers().forEach((name, value) -> header(name, value, answer, missed));
        expected.within()
                .filter(limit -> answer.took().compareTo(limit) > 0)
                .ifPresent(limit -> missed.add(
                        "it took " + millis(answer.took()) + ", longer than the " + millis(limit) + " that count"));
        String words = answer.status() + " in " + millis(answer.took());
        String others = String.join("; ", missed.subList(0, Math.min(MOST_NAMED, missed.size())))
                + (missed.size() > MOST_NAMED ? "; and " + (missed.size() - MOST_NAMED) + " more" : "");
        if (answer.status() != expected.status()) {
            return words + " instead of " + expected.status() + ": " + answer.excerpt()
                    + (others.isEmpty() ? "" : "; besides, " + others);
        }
        return others.isEmpty() ? "" : words + ", but " + others;
    }

    private void json(Answer.Answered answer, List<String> missed) {
        if (expected.json().isEmpty()) {
            return;
        }
        if (answer.body().getBytes(StandardCharsets.UTF_8).length > Answer.MOST_BYTES) {
            missed.add("its body is longer than the " + Answer.MOST_BYTES
                    + " bytes that are read, so its JSON is not known");
            return;
        }
        try {
            JsonNode root = MAPPER.readTree(answer.body());
            if (root == null || root.isMissingNode()) {
                missed.add("its body is empty, and JSON is expected");
                return;
            }
            expected.json().forEach((pointer, value) -> value(root, pointer, value, missed));
        } catch (JsonProcessingException e) {
            missed.add("its body is not JSON (" + cut(e.getOriginalMessage()) + "): " + cut(answer.excerpt()));
        }
    }

    private static void value(JsonNode root, String pointer, JsonScalar wanted, List<String> missed) {
        JsonNode found = root.at(JsonPointer.compile(pointer));
        if (!same(found, wanted)) {
            String where = pointer.isEmpty() ? "its JSON" : "its JSON at " + pointer;
            missed.add(
                    found.isMissingNode()
                            ? where + " is not there, and " + cut(wanted.toString()) + " is expected"
                            : where + " is " + shown(found) + " instead of " + cut(wanted.toString()));
        }
    }

    private static boolean same(JsonNode found, JsonScalar wanted) {
        return switch (wanted.kind()) {
            case TEXT -> found.isTextual() && found.textValue().equals(wanted.text());
            case NUMBER -> found.isNumber() && found.decimalValue().compareTo(new BigDecimal(wanted.text())) == 0;
            case TRUTH -> found.isBoolean() && found.booleanValue() == Boolean.parseBoolean(wanted.text());
        };
    }

    private static String shown(JsonNode found) {
        return found.isObject()
                ? "an object"
                : found.isArray()
                        ? "a list of " + found.size()
                        : cut(found.isTextual() ? "\"" + found.textValue() + "\"" : found.toString());
    }

    private static void header(String name, String wanted, Answer.Answered answer, List<String> missed) {
        List<String> found = answer.headers().getOrDefault(name, List.of());
        boolean there = found.stream().anyMatch(value -> value.strip().equals(wanted.strip()))
                || String.join(", ", found).equals(wanted.strip());
        if (!there) {
            missed.add(
                    found.isEmpty()
                            ? "its header " + name + " is not there, and '" + cut(wanted) + "' is expected"
                            : "its header " + name + " is '" + cut(String.join(", ", found)) + "' instead of '"
                                    + cut(wanted) + "'");
        }
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
    }
}
