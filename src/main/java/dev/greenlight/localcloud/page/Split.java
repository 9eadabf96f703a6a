package dev.greenlight.localcloud.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who of a service's revisions gets how much of the traffic, and by which tags it is reached. */
final class Split {
    /** @param url empty when it has none yet */
    record Tag(String name, String url) {}

    private final Map<String, Integer> percents = new LinkedHashMap<>();
    private final Map<String, List<Tag>> tags = new LinkedHashMap<>();

    private Split() {}

    /** @param field {@code traffic}, the wish, or {@code trafficStatuses}, what is so */
    static Split of(ObjectNode service, String field) {
        Split split = new Split();
        String latest = Words.last(service.path("latestReadyRevision").asText());
        for (JsonNode target : service.path(field)) {
            String revision = target.path("revision").asText(latest);
            int percent = target.path("percent").asInt();
            if (percent > 0) {
                split.percents.merge(revision, percent, Integer::sum);
            }
            if (target.hasNonNull("tag")) {
                split.tags
                        .computeIfAbsent(revision, name -> new ArrayList<>())
                        .add(new Tag(
                                target.path("tag").asText(), target.path("uri").asText()));
            }
        }
        return split;
    }

    Map<String, Integer> percents() {
        return percents;
    }

    int percent(String revision) {
        return percents.getOrDefault(revision, 0);
    }

    List<Tag> tags(String revision) {
        return tags.getOrDefault(revision, List.of());
    }

    boolean uses(String revision) {
        return percents.containsKey(revision) || tags.containsKey(revision);
    }

    /** {@code 90 % a, 10 % b}. */
    String words() {
        return String.join(
                ", ",
                percents.entrySet().stream()
                        .map(entry -> entry.getValue() + " % " + entry.getKey())
                        .toList());
    }
}
