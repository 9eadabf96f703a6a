package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.ApiError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What Cloud Logging's query language means, as far as it is read here.
 *
 * @see <a href="https://cloud.google.com/logging/docs/view/logging-query-language">Logging query language</a>
 */
final class LogFilter {
    private static final Set<String> ROOTS = Set.of(
            "resource",
            "severity",
            "logName",
            "timestamp",
            "receiveTimestamp",
            "textPayload",
            "jsonPayload",
            "httpRequest",
            "trace",
            "labels",
            "insertId");

    private LogFilter() {}

    /** Reads the whole filter before any entry is looked at, so that a fault is always said. */
    static Predicate<LogEntry> parse(String filter) {
        return Comparison.parse(filter).stream().map(LogFilter::predicate).reduce(entry -> true, Predicate::and);
    }

    private static Predicate<LogEntry> predicate(Comparison comparison) {
        String field = comparison.field().replaceFirst("^resource\\.label\\.", "resource.labels.");
        // A label's name has dots of its own.
        String[] path = field.split("\\.", field.startsWith("labels.") ? 2 : -1);
        if (!ROOTS.contains(path[0])) {
            throw refusal(comparison, "Field not found: '" + comparison.field() + "'.");
        }
        return switch (field) {
            case "severity" -> ordered(comparison, LogEntry.Severity.of(comparison.value()), LogEntry::severity);
            case "timestamp", "receiveTimestamp" -> ordered(comparison, moment(comparison), LogEntry::timestamp);
            case "resource.type" -> text(comparison, entry -> entry.resource().type());
            case "logName" -> text(comparison, LogEntry::logName);
            case "httpRequest.status" -> status(comparison);
            default -> document(comparison, path);
        };
    }

    private interface Value<T> {
        T of(LogEntry entry);
    }

    private static <T extends Comparable<T>> Predicate<LogEntry> ordered(
            Comparison comparison, T wanted, Value<T> value) {
        return switch (comparison.operator()) {
            case "=" -> entry -> value.of(entry).compareTo(wanted) == 0;
            case "!=" -> entry -> value.of(entry).compareTo(wanted) != 0;
            case ">=" -> entry -> value.of(entry).compareTo(wanted) >= 0;
            case "<=" -> entry -> value.of(entry).compareTo(wanted) <= 0;
            case ">" -> entry -> value.of(entry).compareTo(wanted) > 0;
            case "<" -> entry -> value.of(entry).compareTo(wanted) < 0;
            default -> throw refusal(comparison, "This operator does not apply to the field.");
        };
    }

    private static Predicate<LogEntry> status(Comparison comparison) {
        if (!comparison.value().matches("[0-9]{1,9}")) {
            throw refusal(comparison, "A status is a number.");
        }
        Predicate<LogEntry> holds = ordered(comparison, Integer.valueOf(comparison.value()), LogFilter::status);
        return entry -> entry.content() instanceof LogEntry.Content.Answered && holds.test(entry);
    }

    private static Integer status(LogEntry entry) {
        return entry.content() instanceof LogEntry.Content.Answered(ServedRequest request) ? request.status() : 0;
    }

    private static Predicate<LogEntry> document(Comparison comparison, String[] path) {
        return text(comparison, entry -> {
            JsonNode node = entry.toJson();
            for (String name : path) {
                node = node.path(name);
            }
            return node.asText();
        });
    }

    /** Texts compare without regard to upper and lower case; an absent field is like an empty one. */
    private static Predicate<LogEntry> text(Comparison comparison, Value<String> value) {
        String wanted = comparison.value().toLowerCase(Locale.ROOT);
        return switch (comparison.operator()) {
            case "=" -> entry -> value.of(entry).equalsIgnoreCase(wanted);
            case "!=" -> entry -> !value.of(entry).equalsIgnoreCase(wanted);
            case ":" -> entry -> value.of(entry).toLowerCase(Locale.ROOT).contains(wanted);
            case "=~" -> matches(comparison, value);
            case "!~" -> matches(comparison, value).negate();
            default -> throw refusal(comparison, "This operator does not apply to the field.");
        };
    }

    private static Predicate<LogEntry> matches(Comparison comparison, Value<String> value) {
        try {
            Pattern pattern = Pattern.compile(comparison.value());
            return entry -> pattern.matcher(value.of(entry)).find();
        } catch (PatternSyntaxException e) {
            throw refusal(comparison, "Not a regular expression: " + e.getDescription() + ".");
        }
    }

    private static Instant moment(Comparison comparison) {
        try {
            return OffsetDateTime.parse(comparison.value()).toInstant();
        } catch (DateTimeParseException e) {
            throw refusal(comparison, "A time has the form 2026-11-24T12:00:00Z.");
        }
    }

    private static ApiError refusal(Comparison comparison, String why) {
        return ApiError.badField("filter", why, "Unparseable filter: " + comparison + ". " + why);
    }

    /** Makes the list of what is wanted of several projects. */
    static Predicate<LogEntry> ofProjects(List<String> projects) {
        return entry -> projects.contains(entry.resource().project());
    }
}
