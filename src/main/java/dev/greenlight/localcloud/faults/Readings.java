package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.function.Predicate;

/** Answers of Cloud Monitoring and Cloud Logging from which something is taken away. */
final class Readings {
    private Readings() {}

    /** As if nothing had been written. */
    static Reply missing(Reply reply) {
        ObjectNode answer = read(reply);
        answer.remove(java.util.List.of("timeSeries", "entries", "nextPageToken"));
        return Reply.json(answer);
    }

    /** Every point is there and says zero. */
    static Reply zero(Reply reply) {
        ObjectNode answer = read(reply);
        for (JsonNode series : answer.path("timeSeries")) {
            for (JsonNode point : series.path("points")) {
                ObjectNode value = (ObjectNode) point.path("value");
                if (value.has("int64Value")) {
                    value.put("int64Value", "0");
                } else if (value.has("doubleValue")) {
                    value.put("doubleValue", 0);
                } else if (value.path("distributionValue") instanceof ObjectNode distribution) {
                    distribution
                            .put("count", "0")
                            .remove(java.util.List.of("mean", "sumOfSquaredDeviation", "bucketCounts"));
                }
            }
        }
        return Reply.json(answer);
    }

    /** Without what is younger than this. */
    static Reply late(Reply reply, Duration by, Instant now) {
        ObjectNode answer = read(reply);
        Instant newest = now.minus(by);
        for (JsonNode series : answer.path("timeSeries")) {
            drop(series.path("points"), point -> later(point.path("interval").path("endTime"), newest));
        }
        drop(answer.path("timeSeries"), series -> series.path("points").isEmpty());
        drop(answer.path("entries"), entry -> later(entry.path("timestamp"), newest));
        return Reply.json(answer);
    }

    private static void drop(JsonNode list, Predicate<JsonNode> unwanted) {
        if (list instanceof ArrayNode array) {
            for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
                if (unwanted.test(each.next())) {
                    each.remove();
                }
            }
        }
    }

    private static boolean later(JsonNode time, Instant than) {
        return time.isTextual()
                && OffsetDateTime.parse(time.asText()).toInstant().isAfter(than);
    }

    private static ObjectNode read(Reply reply) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(reply.content());
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of this server is JSON", e);
        }
    }
}
