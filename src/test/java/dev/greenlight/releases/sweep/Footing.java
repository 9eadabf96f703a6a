package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a service stands when all is over.
 *
 * @param serving the revision with all traffic, by specification and by status; empty text when there is none
 * @param good what the record calls the newest good release: its version
 * @param withdrawn the version taken back last; empty text for none
 * @param faults what must not be left; empty when the service is whole
 */
record Footing(String serving, String good, String withdrawn, List<String> faults) {
    private static final com.fasterxml.jackson.databind.json.JsonMapper MAPPER =
            com.fasterxml.jackson.databind.json.JsonMapper.builder().build();

    /** @param revisions the names of those that exist */
    static Footing of(JsonNode service, Set<String> revisions) throws java.io.IOException {
        List<String> faults = new ArrayList<>();
        Map<String, Integer> wished = shares(service.path("traffic"));
        Map<String, Integer> served = shares(service.path("trafficStatuses"));
        Map<String, String> tags = tags(service.path("traffic"));
        check(faults, wished.equals(served), "the specification asks for " + wished + ", and " + served + " is served");
        check(faults, tags.equals(tags(service.path("trafficStatuses"))), "tags are not as asked for: " + tags);
        check(faults, wished.size() == 1, "traffic is split: " + wished);
        check(faults, !tags.containsKey("candidate"), "the tag candidate is left");
        check(faults, revisions.containsAll(tags.values()), "a tag leads nowhere: " + tags + " of " + revisions);
        JsonNode notes = service.path("annotations");
        check(
                faults,
                !notes.has("greenlight.dev/intent"),
                "an intent is left: " + notes.path("greenlight.dev/intent").asText());
        JsonNode good = MAPPER.readTree(notes.path("greenlight.dev/good").asText("[]"));
        JsonNode withdrawn =
                MAPPER.readTree(notes.path("greenlight.dev/rolled-back").asText("[]"));
        String serving = wished.isEmpty() ? "" : wished.keySet().iterator().next();
        check(
                faults,
                good.at("/0/revision").asText().equals(serving),
                serving + " serves, and the record's newest is " + good.at("/0"));
        return new Footing(
                serving,
                good.at("/0/version").asText(),
                withdrawn.at("/0/fromVersion").asText(),
                List.copyOf(faults));
    }

    private static void check(List<String> faults, boolean fine, String words) {
        if (!fine) {
            faults.add(words);
        }
    }

    private static Map<String, Integer> shares(JsonNode traffic) {
        Map<String, Integer> shares = new TreeMap<>();
        for (JsonNode target : traffic) {
            int percent = target.path("percent").asInt();
            if (percent > 0) {
                shares.merge(target.path("revision").asText(), percent, Integer::sum);
            }
        }
        return shares;
    }

    private static Map<String, String> tags(JsonNode traffic) {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode target : traffic) {
            if (target.has("tag")) {
                tags.put(target.path("tag").asText(), target.path("revision").asText());
            }
        }
        return tags;
    }

    static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : list) {
            String name = each.path("name").asText();
            names.add(name.substring(name.lastIndexOf('/') + 1));
        }
        return names;
    }
}
