package dev.greenlight.actions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What an {@code action.yml} says.
 *
 * @param name the action's display name
 * @param description what it does, one sentence or more
 * @param inputs in the file's order
 * @param outputs description by name, in the file's order
 * @param image the image it runs
 * @param args the arguments it runs the image with
 * @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax">Metadata syntax</a>
 */
record ActionMetadata(
        String name,
        String description,
        List<Input> inputs,
        Map<String, String> outputs,
        String image,
        List<String> args) {
    /**
     * One input.
     *
     * @param required whether the action refuses to run without it
     * @param preset its default as written, which may be an expression of the workflow language; empty for none
     */
    record Input(String name, String description, boolean required, Optional<String> preset) {
        /** The default where no runner has evaluated expressions; empty for none. */
        Optional<String> literalPreset() {
            return preset.filter(value -> !value.isEmpty() && !value.contains("${{"));
        }

        /** Whether it is true or false, so that its flag alone means true. */
        boolean isFlag() {
            return preset.filter(value -> value.equals("true") || value.equals("false"))
                    .isPresent();
        }

        /** Whether its name says that the value must not be seen. */
        boolean isSecret() {
            return name.matches("(.*-)?(key|token|password|secret|credentials)");
        }
    }

    ActionMetadata {
        inputs = List.copyOf(inputs);
        outputs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(outputs));
        args = List.copyOf(args);
    }

    /** The metadata that this program was built with. */
    static ActionMetadata bundled(String action) {
        String resource = "/actions/" + action + "/action.yml";
        try (InputStream stream = ActionMetadata.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + resource);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses an {@code action.yml} of ours; a file of another shape is a defect. */
    static ActionMetadata parse(String text) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        Map<String, Object> file = mapping(root);
        Map<String, Object> runs = mapping(file.get("runs"));
        List<Input> inputs = new ArrayList<>();
        mapping(file.get("inputs")).forEach((name, value) -> inputs.add(input(name, mapping(value))));
        Map<String, String> outputs = mapping(file.get("outputs")).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        output -> text(mapping(output.getValue()), "description"),
                        (one, other) -> other,
                        java.util.LinkedHashMap::new));
        return new ActionMetadata(
                text(file, "name"),
                text(file, "description"),
                inputs,
                outputs,
                text(runs, "image"),
                runs.get("args") instanceof List<?> args
                        ? args.stream().map(String::valueOf).toList()
                        : List.of());
    }

    private static Input input(String name, Map<String, Object> fields) {
        return new Input(
                name,
                text(fields, "description"),
                Boolean.parseBoolean(text(fields, "required")),
                Optional.ofNullable(fields.get("default")).map(String::valueOf));
    }

    private static String text(Map<String, Object> fields, String key) {
        Object value = fields.get(key);
        return value == null ? "" : String.valueOf(value).strip();
    }

    private static Map<String, Object> mapping(@org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> {
                if (field != null) {
                    fields.put(String.valueOf(key), field);
                }
            });
        }
        return fields;
    }
}
