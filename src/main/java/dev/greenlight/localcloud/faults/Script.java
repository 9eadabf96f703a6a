package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.util.List;

/** The rules in force. */
record Script(long seed, List<Rule> rules) {
    static final Script EMPTY = new Script(0, List.of());

    Script {
        rules = List.copyOf(rules);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("seed", seed);
        ArrayNode list = json.putArray("rules");
        rules.forEach(rule -> list.add(rule.toJson()));
        return json;
    }
}
