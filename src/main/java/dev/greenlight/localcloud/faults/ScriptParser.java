package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a script, YAML or JSON, and complains of everything at once. */
final class ScriptParser {
    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    static final int MOST_RULES = 1_000;

    private final Set<String> methods;
    private final List<BadScript.Complaint> complaints = new ArrayList<>();

    private ScriptParser(Set<String> methods) {
        this.methods = methods;
    }

    /**
     * @param methods the names of all methods that there are
     * @throws BadScript with every mistake
     */
    static Script parse(String text, Set<String> methods) {
        ScriptParser parser = new ScriptParser(methods);
        Script script = parser.script(parser.root(text));
        if (!parser.complaints.isEmpty()) {
            throw new BadScript(parser.complaints);
        }
        return script;
    }

    private JsonNode root(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            complain("line " + line, "is neither YAML nor JSON: " + e.getOriginalMessage());
            return YAML.createObjectNode().putObject("rules");
        }
    }

    private Script script(JsonNode root) {
        if (complaints.isEmpty() && !root.isObject()) {
            complain("script", "is an object with rules, for example rules: [{on: run.services.get, fault: reset}]");
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!Set.of("seed", "rules").contains(name)) {
                complain(name, "is not known; a script has seed and rules");
            }
        });
        JsonNode seed = root.path("seed");
        if (!seed.isMissingNode() && !seed.canConvertToLong()) {
            complain("seed", "is a whole number");
        }
        if (complaints.isEmpty() && !root.path("rules").isArray()) {
            complain("rules", "is a list");
        }
        List<Rule> rules = new ArrayList<>();
        int at = 0;
        for (JsonNode node : root.path("rules").isArray() ? root.path("rules") : YAML.createArrayNode()) {
            String place = "rules[" + at + "]";
            if (node instanceof ObjectNode object) {
                rules.add(new RuleReader(place, object, methods, complaints).read(seed.asLong(), at));
            } else {
                complain(place, "is an object such as {on: run.services.get, fault: reset}");
            }
            at++;
        }
        if (at > MOST_RULES) {
            complain("rules", "are at most " + MOST_RULES);
        }
        return new Script(seed.asLong(), rules);
    }

    private void complain(String place, String words) {
        complaints.add(new BadScript.Complaint(place, words));
    }
}
