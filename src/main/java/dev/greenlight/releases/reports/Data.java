package dev.greenlight.releases.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.releases.run.Chronicle;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report's parts for machines. */
final class Data {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Data() {}

    static List<Map<String, Object>> steps(List<Chronicle.Entry> entries) {
        return entries.stream().map(Data::step).toList();
    }

    private static Map<String, Object> step(Chronicle.Entry entry) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("at", entry.at().toString());
        step.put("seconds", seconds(entry.took()));
        step.put("service", entry.service());
        step.put("step", entry.what());
        step.put("good", entry.good());
        step.put("result", entry.result());
        step.put("numbers", entry.numbers());
        return step;
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    static String json(Object values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and strings are always JSON", e);
        }
    }
}
