package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Single values of JSON as the protocol's JSON mapping defines them; empty when a value is not of the type.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>
 */
final class Scalars {
    private Scalars() {}

    static Optional<JsonNode> read(String type, JsonNode value) {
        return switch (type) {
            case "string", "google.protobuf.FieldMask" -> value.isTextual() ? Optional.of(value) : Optional.empty();
            case "bytes" -> bytes(value);
            case "float", "double" -> value.isNumber() ? Optional.of(value) : Optional.empty();
            case "bool" -> bool(value);
            case "int32" ->
                whole(value).filter(n -> n.intValue() == n.longValue()).map(n -> IntNode.valueOf(n.intValue()));
            case "int64" -> whole(value).map(n -> TextNode.valueOf(Long.toString(n.longValue())));
            case "google.protobuf.Duration" -> duration(value);
            case "google.protobuf.Timestamp" -> timestamp(value);
            default -> Optional.of(value);
        };
    }

    /** An enum may come by name or by number; a number that is not known is not accepted. */
    static Optional<JsonNode> enumValue(Map<String, Integer> values, JsonNode value) {
        if (value.isTextual() && values.containsKey(value.asText())) {
            return Optional.of(value);
        }
        return whole(value)
                .flatMap(number -> values.entrySet().stream()
                        .filter(entry -> entry.getValue() == number.longValue())
                        .findFirst()
                        .map(entry -> TextNode.valueOf(entry.getKey())));
    }

    static boolean isDefault(String type, JsonNode value) {
        return switch (type) {
            case "int64" -> value.asText().equals("0");
            case "int32" -> value.isInt() && value.asInt() == 0;
            case "bool" -> value.isBoolean() && !value.asBoolean();
            default -> value.isTextual() && value.asText().isEmpty();
        };
    }

    /** What Google's parser says of a value that is not of the type. */
    static String fault(String type, String name, JsonNode value) {
        String why = switch (type) {
            case "bytes" -> "Base64 decoding failed for " + value;
            case "google.protobuf.Duration" ->
                "Field '" + name + "', Illegal duration format; duration must end with 's'";
            case "google.protobuf.Timestamp" ->
                "Field '" + name + "', Illegal timestamp format; timestamps must end with 'Z' or have a valid"
                        + " timezone offset.";
            default -> value.toString();
        };
        return "(" + label(type) + "), " + why;
    }

    /** What Google's parser calls the type. */
    private static String label(String type) {
        return type.contains(".") ? "type.googleapis.com/" + type : "TYPE_" + type.toUpperCase(Locale.ROOT);
    }

    /** Either alphabet of base64, with or without padding; kept in the usual one. */
    private static Optional<JsonNode> bytes(JsonNode value) {
        if (!value.isTextual()) {
            return Optional.empty();
        }
        try {
            String text = value.asText().replace('-', '+').replace('_', '/');
            byte[] decoded = Base64.getDecoder().decode(text);
            return Optional.of(TextNode.valueOf(Base64.getEncoder().encodeToString(decoded)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> bool(JsonNode value) {
        return switch (value.asText()) {
            case "true" -> Optional.of(BooleanNode.TRUE);
            case "false" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> whole(JsonNode value) {
        if (!value.isNumber() && !value.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value.asText()).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> duration(JsonNode value) {
        String text = value.asText();
        if (!value.isTextual() || !text.matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?s")) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1)).stripTrailingZeros();
        return Optional.of(JsonNodeFactory.instance.textNode(seconds.toPlainString() + "s"));
    }

    private static Optional<JsonNode> timestamp(JsonNode value) {
        try {
            return Optional.of(TextNode.valueOf(Instant.parse(value.asText()).toString()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
