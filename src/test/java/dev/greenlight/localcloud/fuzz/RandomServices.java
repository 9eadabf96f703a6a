package dev.greenlight.localcloud.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wishes for services, good ones and bad ones, made of what was seen of them before. */
final class RandomServices {
    static final List<String> MASKS = List.of(
            "", "traffic", "template", "template,traffic", "labels", "template.containers", "labels,annotations");

    private static final List<String> IMAGES = List.of("app:1", "app:2", "app:3", "app:4", "crash", "missing");

    private final Dice dice;
    private final Map<String, String> etags = new HashMap<>();
    private final Map<String, List<String>> revisions = new HashMap<>();

    RandomServices(Dice dice) {
        this.dice = dice;
    }

    void saw(String path, ObjectNode service) {
        etags.put(path, service.path("etag").asText());
        String id = path.substring(path.lastIndexOf('/') + 1);
        List<String> known = revisions.computeIfAbsent(id, name -> new ArrayList<>());
        String latest = service.path("latestCreatedRevision").asText();
        String revision = latest.substring(latest.lastIndexOf('/') + 1);
        if (!known.contains(revision)) {
            known.add(revision);
        }
        if (known.size() > 6) {
            known.removeFirst();
        }
    }

    void gone(String path, String id) {
        etags.remove(path);
        revisions.remove(id);
    }

    String etag(String path) {
        return etags.getOrDefault(path, "none");
    }

    /** One that exists, or did, or never will. */
    String revision(String id) {
        List<String> known = revisions.getOrDefault(id, List.of());
        return known.isEmpty() || dice.oneIn(10) ? id + "-nobody" : dice.pick(known);
    }

    String wish(String id, boolean template) {
        List<String> parts = new ArrayList<>();
        if (template) {
            String name = dice.oneIn(3) ? ",\"revision\":\"" + id + "-v" + dice.below(9) + "\"" : "";
            parts.add("\"template\":{\"containers\":[{\"image\":\"" + dice.pick(IMAGES) + "\"}]" + name + "}");
        }
        if (!dice.oneIn(3)) {
            int first = dice.oneIn(12) ? 70 : 10 * dice.below(11);
            int second = dice.oneIn(14) ? 50 : 100 - first;
            parts.add("\"traffic\":[" + target(id, first) + "," + target(id, second) + "]");
        }
        if (dice.oneIn(5)) {
            parts.add("\"etag\":"
                    + text(
                            dice.oneIn(3)
                                    ? "stale"
                                    : etags.values().stream().findFirst().orElse("")));
        }
        parts.add("\"labels\":{\"n\":\"" + dice.below(5) + "\"}");
        return "{" + String.join(",", parts) + "}";
    }

    private String target(String id, int percent) {
        String tag = dice.oneIn(3) ? ",\"tag\":\"t" + dice.below(3) + "\"" : "";
        return dice.oneIn(3)
                ? "{\"type\":1,\"percent\":" + percent + tag + "}"
                : "{\"type\":2,\"revision\":\"" + revision(id) + "\",\"percent\":" + percent + tag + "}";
    }

    private static String text(String text) {
        JsonNode node = com.fasterxml.jackson.databind.node.TextNode.valueOf(text);
        return node.toString();
    }
}
