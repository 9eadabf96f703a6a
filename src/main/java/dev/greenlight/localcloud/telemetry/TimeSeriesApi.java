package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * {@code projects.timeSeries.list} of Cloud Monitoring v3.
 *
 * @see <a href="https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.timeSeries/list">timeSeries.list</a>
 */
final class TimeSeriesApi {
    private static final int MOST = 100_000;

    private final RequestMetrics metrics;

    TimeSeriesApi(RequestMetrics metrics) {
        this.metrics = metrics;
    }

    void register(Api api) {
        api.on("GET", "/v3/projects/{p}/timeSeries", this::list);
    }

    private Reply list(Call call) {
        MetricFilter filter = MetricFilter.parse(call.parameter("filter").orElse(""), call.variable("p"));
        Instant start = moment(call, "interval.startTime");
        Instant end = moment(call, "interval.endTime");
        if (end.isBefore(start)) {
            throw ApiError.invalidArgument("Field interval.startTime must not be after interval.endTime.");
        }
        boolean points = points(call.parameter("view").orElse("FULL"));
        Optional<Alignment> alignment = Alignment.of(call);
        List<ObjectNode> series = metrics.find(filter, start, end).stream()
                .map(found -> series(filter.metric(), found, alignment, end, points))
                .toList();
        ObjectNode answer = Paging.of(call, MOST, MOST).page(series, "timeSeries");
        return Reply.json(answer.put("unit", filter.metric().unit()));
    }

    private static ObjectNode series(
            MetricFilter.Metric metric,
            RequestMetrics.Found found,
            Optional<Alignment> alignment,
            Instant end,
            boolean withPoints) {
        ObjectNode json = Json.object();
        ObjectNode labels = json.putObject("metric").put("type", metric.type()).putObject("labels");
        labels.put("response_code", Integer.toString(found.key().status()))
                .put("response_code_class", found.key().statusClass());
        json.set("resource", Resource.of(found.key().revision()).toJson());
        json.put("metricKind", alignment.map(Alignment::delta).orElse(true) ? "DELTA" : "GAUGE");
        json.put("valueType", metric.valueType());
        if (withPoints) {
            List<Series.Point> points =
                    alignment.map(by -> by.apply(found.points(), end)).orElse(found.points());
            ArrayNode array = json.putArray("points");
            points.reversed().forEach(point -> {
                ObjectNode node = array.addObject();
                node.putObject("interval")
                        .put("startTime", point.start().toString())
                        .put("endTime", point.end().toString());
                node.set("value", metric.value(point.latencies()));
            });
        }
        return json;
    }

    private static boolean points(String view) {
        return switch (view) {
            case "FULL" -> true;
            case "HEADERS" -> false;
            default -> throw ApiError.invalidArgument("Invalid value at 'view', \"" + view + "\"");
        };
    }

    private static Instant moment(Call call, String name) {
        String text =
                call.parameter(name).orElseThrow(() -> ApiError.invalidArgument("Field " + name + " is required."));
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiError.badField(
                    name,
                    "A time has the form 2026-11-24T12:00:00Z.",
                    "Field " + name + " had an invalid value of \"" + text + "\".");
        }
    }
}
