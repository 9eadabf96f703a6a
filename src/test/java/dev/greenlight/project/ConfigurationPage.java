package dev.greenlight.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The documentation's page of {@code greenlight.yml}, made from its schema: a table for each kind of object, a row for each key. */
final class ConfigurationPage {
    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder("""
            # greenlight.yml

            All that Greenlight knows of a project. A key that is not listed here is refused, with the nearest one that is; all faults are said at
            once, each with its line. Editors complete and check the file by its [schema](greenlight.schema.json). A whole one:
            [the sample's](../examples/dreamcatchr/greenlight.yml).
            """);

    private ConfigurationPage(JsonNode schema) {
        this.schema = schema;
    }

    static String of(JsonNode schema) {
        ConfigurationPage made = new ConfigurationPage(schema);
        made.table("The file", schema);
        made.table("A service: `services.NAME`", made.resolved(schema.at("/properties/services/additionalProperties")));
        JsonNode environment = made.resolved(schema.at("/properties/environments/additionalProperties"));
        made.table("An environment: `environments.NAME`", environment);
        made.table(
                "A service there: `environments.NAME.services.NAME`",
                made.resolved(environment.at("/properties/services/additionalProperties")));
        made.table("A release: `release` and `environments.NAME.release`", schema.at("/$defs/release"));
        return made.page.append("\nThis page is made from the schema.\n").toString();
    }

    private void table(String title, JsonNode object) {
        page.append("\n## ").append(title).append("\n\n");
        if (object.has("description")) {
            page.append(object.path("description").asText()).append("\n\n");
        }
        page.append("| Key | What | Form | Default |\n| --- | --- | --- | --- |\n");
        rows("", object);
    }

    private void rows(String prefix, JsonNode object) {
        for (Map.Entry<String, JsonNode> entry : object.path("properties").properties()) {
            JsonNode value = resolved(entry.getValue());
            String key = prefix + entry.getKey();
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(key, text(entry.getValue(), value), form(value), preset(object, entry)));
            if (value.has("properties") && value != schema.at("/$defs/release")) {
                rows(key + ".", value);
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : schema.at(reference.substring(1));
    }

    private static String text(JsonNode own, JsonNode value) {
        String said = own.path("description").asText(value.path("description").asText());
        return said.replace("|", "\\|");
    }

    private static String preset(JsonNode object, Map.Entry<String, JsonNode> entry) {
        if (entry.getValue().has("default")) {
            return "`" + entry.getValue().path("default") + "`";
        }
        boolean required = StreamSupport.stream(object.path("required").spliterator(), false)
                .anyMatch(name -> name.asText().equals(entry.getKey()));
        return required ? "required" : "none";
    }

    private static String form(JsonNode value) {
        List<String> words = new ArrayList<>();
        if (value.has("const")) {
            words.add("`" + value.path("const").asText() + "`");
        }
        if (value.has("enum")) {
            words.add(listed(value.path("enum")));
        }
        String type = value.path("type").asText();
        boolean named = words.isEmpty();
        if (named && !type.isEmpty()) {
            words.add(
                    type.equals("array")
                            ? "list"
                            : type.equals("object") ? "keys" : type.equals("string") ? "text" : type);
        }
        if (value.has("minimum") && value.has("maximum")) {
            words.add(value.path("minimum").asText() + " to "
                    + value.path("maximum").asText());
        }
        if (value.has("examples")) {
            words.add("such as " + listed(value.path("examples")));
        }
        return String.join(", ", words).replace("|", "\\|");
    }

    private static String listed(JsonNode values) {
        List<String> all = new ArrayList<>();
        for (Iterator<JsonNode> each = values.elements(); each.hasNext(); ) {
            JsonNode value = each.next();
            all.add("`" + (value.isTextual() ? value.asText() : value.toString()) + "`");
        }
        return String.join(" or ", all);
    }
}
