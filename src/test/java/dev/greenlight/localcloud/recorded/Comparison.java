package dev.greenlight.localcloud.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares an answer with a recorded one, field by field: presence, type and value. */
final class Comparison {
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z";

    /** What the recorder put in place of values that differ from run to run, and the form that such a value has. */
    private static final Map<String, Pattern> NORMALISED = Map.of(
            "2024-04-01T12:34:56.123456Z", Pattern.compile(TIME),
            "2025-01-01T00:00:00Z", Pattern.compile(TIME),
            "abcdef0123A=", Pattern.compile("\"?[A-Za-z0-9+/=]+\"?"),
            "12345678901234", Pattern.compile("[1-9][0-9]*"),
            "111111111111111111111", Pattern.compile("[0-9a-f-]+"),
            "test@google.com", Pattern.compile("[^@ ]+@[^@ ]+"),
            "${creatorID}", Pattern.compile("[^@ ]+@[^@ ]+"));

    private int fields;
    private final List<Difference> differences = new ArrayList<>();

    /** How many values were compared so far. */
    int fields() {
        return fields;
    }

    /** Lists count as different when their sizes are. */
    List<Difference> differences(Exchange exchange, JsonNode recorded, JsonNode ours) {
        differences.clear();
        compare(exchange, "", recorded, ours);
        return List.copyOf(differences);
    }

    private void compare(Exchange exchange, String place, JsonNode recorded, JsonNode ours) {
        if (recorded.isObject() && ours.isObject() && !(recorded.isEmpty() && ours.isEmpty())) {
            Set<String> names = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(names::add);
            ours.fieldNames().forEachRemaining(names::add);
            String prefix = place.isEmpty() ? "" : place + ".";
            names.forEach(name -> compare(exchange, prefix + name, recorded.path(name), ours.path(name)));
        } else if (recorded.isArray() && ours.isArray() && recorded.size() == ours.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                compare(exchange, place + "[" + i + "]", recorded.get(i), ours.get(i));
            }
        } else {
            fields++;
            if (!same(recorded, ours)) {
                differences.add(new Difference(exchange, place, recorded, ours));
            }
        }
    }

    private static boolean same(JsonNode recorded, JsonNode ours) {
        Pattern form = recorded.isTextual() ? NORMALISED.get(recorded.asText()) : null;
        return form == null
                ? recorded.equals(ours)
                : ours.isTextual() && form.matcher(ours.asText()).matches();
    }
}
