package dev.greenlight.project.yaml;

import dev.greenlight.project.yaml.Faults.Place;
import dev.greenlight.report.DurationText;
import dev.greenlight.report.NearestName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file, read key by key. What cannot be accepted is noted as a fault, and a harmless stand-in takes its place, so that
 * reading goes on to the next fault. A key that nobody asked for is unknown.
 */
public final class Fields {
    private static final Pattern DURATION_OR_NONE = Pattern.compile("none|" + DurationText.PATTERN);
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    private final Place place;
    private final Faults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(Place place, Faults faults) {
        this.place = place;
        this.faults = faults;
    }

    /** The fields of a node, none when it is no mapping, which is noted. */
    public static Fields of(Node node, Place place, Faults faults) {
        Fields fields = new Fields(place, faults);
        if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
            mapping.getValue().forEach(fields::add);
        } else {
            faults.note(place, YamlText.shown(node), "a mapping of keys to values", "key: value");
        }
        return fields;
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : YamlText.shown(key);
        int line = key.getStartMark().getLine() + 1;
        if (values.put(name, tuple.getValueNode()) != null) {
            faults.note(place.key(name, line), name, "each key once; it is already in line " + lines.get(name), name);
        }
        lines.put(name, line);
    }

    /** Where the mapping is. */
    public Place place() {
        return place;
    }

    /** Where the key is, or where it would be. */
    public Place at(String key) {
        return place.key(key, lines.getOrDefault(key, place.line()));
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** A value that must be there and match; the example stands in. */
    public String text(String key, Pattern pattern, String accepted, String example) {
        if (!values.containsKey(key)) {
            known.add(key);
            faults.note(at(key), "", "a value: " + accepted, example);
        }
        return optionalText(key, pattern, accepted, example).orElse(example);
    }

    /** A value that must match when it is there. */
    public Optional<String> optionalText(String key, Pattern pattern, String accepted, String example) {
        Optional<Node> node = node(key);
        Optional<String> text = node.filter(value -> value.getTag().equals(Tag.STR))
                .map(value -> ((ScalarNode) value).getValue())
                .filter(value -> pattern.matcher(value).matches());
        if (node.isPresent() && text.isEmpty()) {
            faults.note(at(key), YamlText.shown(node.get()), accepted, example);
        }
        return text;
    }

    /** A whole number; the preset stands in. */
    public int number(String key, int least, int most, int preset) {
        String accepted = least == most ? "the number " + least : "a whole number from " + least + " to " + most;
        return decimal(key, Tag.INT, accepted, least, most, preset).intValue();
    }

    /** A positive whole number; 0 when the key is absent. */
    public int optionalNumber(String key, int least, int most, int example) {
        known.add(key);
        return values.containsKey(key) ? number(key, least, most, example) : 0;
    }

    /** A number from 0 to 1; the preset stands in. */
    public double share(String key, double preset) {
        return decimal(key, 0, 1, preset);
    }

    /** A number, whole or not; the preset stands in. */
    public double decimal(String key, int least, int most, double preset) {
        return decimal(key, Tag.FLOAT, "a number from " + least + " to " + most, least, most, preset)
                .doubleValue();
    }

    private Number decimal(String key, Tag tag, String accepted, double least, double most, Number preset) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return preset;
        }
        if (node.get() instanceof ScalarNode scalar
                && (scalar.getTag().equals(tag) || scalar.getTag().equals(Tag.INT))
                && scalar.getValue().matches("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,9})?")) {
            double value = Double.parseDouble(scalar.getValue());
            if (value >= least && value <= most) {
                return value;
            }
        }
        faults.note(at(key), YamlText.shown(node.get()), accepted, String.valueOf(preset));
        return preset;
    }

    /** A positive duration such as {@code 90s} or {@code 5m}; the preset stands in. */
    public Duration duration(String key, Duration preset) {
        return optionalDuration(key).orElse(preset);
    }

    /** A positive duration; empty when the key is absent. */
    public Optional<Duration> optionalDuration(String key) {
        return optionalText(key, DurationText.PATTERN, DurationText.FORM, DurationText.EXAMPLE)
                .flatMap(DurationText::parse);
    }

    /** A positive duration, or zero for the word none; the preset stands in. */
    public Duration durationOrNone(String key, Duration preset) {
        return optionalText(key, DURATION_OR_NONE, "none, or " + DurationText.FORM, "10m")
                .map(text -> DurationText.parse(text).orElse(Duration.ZERO))
                .orElse(preset);
    }

    /** A list's items as they are written, each text or number as told; empty when the key is absent. */
    public List<String> items(String key, Tag tag, Pattern pattern, String accepted, String example) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        if (node.get() instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                Node item = sequence.getValue().get(i);
                if (item instanceof ScalarNode scalar
                        && scalar.getTag().equals(tag)
                        && pattern.matcher(scalar.getValue()).matches()) {
                    items.add(scalar.getValue());
                } else {
                    Place where =
                            place.key(key + "[" + i + "]", item.getStartMark().getLine() + 1);
                    faults.note(where, YamlText.shown(item), accepted, example);
                }
            }
        } else {
            faults.note(
                    at(key),
                    YamlText.shown(node.get()),
                    "a list of at least one item: " + accepted,
                    "[" + example + "]");
        }
        return items;
    }

    /** A day of the calendar that must be there, written as year-month-day; the example stands in. */
    public LocalDate date(String key, LocalDate example) {
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof ScalarNode scalar) {
            try {
                return LocalDate.parse(scalar.getValue());
            } catch (DateTimeParseException e) {
                // Falls through to the fault, which names the value.
            }
        }
        faults.note(at(key), node.map(YamlText::shown).orElse(""), "a day as year-month-day", example.toString());
        return example;
    }

    /** The mappings of a list; none when the key is absent. */
    public List<Fields> list(String key) {
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
            List<Fields> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                Place where = place.key(
                        key + "[" + items.size() + "]", item.getStartMark().getLine() + 1);
                items.add(of(item, where, faults));
            }
            return items;
        }
        node.ifPresent(other -> faults.note(at(key), YamlText.shown(other), "a list of mappings", "[{key: value}]"));
        return List.of();
    }

    /** The mapping below a key; empty when the key is absent. */
    public Optional<Fields> object(String key) {
        return node(key).map(node -> of(node, at(key), faults));
    }

    /** Every key that matches, with the mapping below it; the others are noted. */
    public Map<String, Fields> objects(Pattern names, String accepted, String example) {
        Map<String, Fields> objects = new LinkedHashMap<>();
        for (String key : keysThatMatch(names, accepted, example)) {
            object(key).ifPresent(fields -> objects.put(key, fields));
        }
        return objects;
    }

    /** Every key that matches, with its value as it is written: text, a number, or true or false; the others are noted. */
    public Map<String, String> texts(Pattern names, String accepted, String example) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : keysThatMatch(names, accepted, example)) {
            Node node = node(key).orElseThrow();
            if (node instanceof ScalarNode scalar && PLAIN.contains(scalar.getTag())) {
                texts.put(key, scalar.getValue());
            } else {
                faults.note(at(key), YamlText.shown(node), "a text, a number, or true or false", "\"text\"");
            }
        }
        return texts;
    }

    /** Every key that matches, with its value and the kind that YAML takes it for; the others are noted. */
    public Map<String, JsonScalar> scalars(Pattern names, String accepted, String example) {
        Map<String, JsonScalar> scalars = new LinkedHashMap<>();
        for (String key : keysThatMatch(names, accepted, example)) {
            Node node = node(key).orElseThrow();
            JsonScalar.from(node)
                    .ifPresentOrElse(
                            value -> scalars.put(key, value),
                            () -> faults.note(
                                    at(key),
                                    YamlText.shown(node),
                                    "a text, a number as JSON writes it, or true or false; what is a text needs quotes when"
                                            + " it looks like something else",
                                    "\"ok\""));
        }
        return scalars;
    }

    /** Notes every key that nobody asked for. To be called when all have been. */
    public void end() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                Optional<String> nearest = NearestName.of(key, known);
                String hint =
                        nearest.map(name -> "; did you mean " + name + "?").orElse("");
                faults.note(
                        at(key),
                        key,
                        "a known key (" + String.join(", ", known) + ")" + hint,
                        nearest.orElse(known.iterator().next()));
            }
        }
    }

    private List<String> keysThatMatch(Pattern names, String accepted, String example) {
        List<String> matching = new ArrayList<>();
        for (String key : values.keySet()) {
            known.add(key);
            if (names.matcher(key).matches()) {
                matching.add(key);
            } else {
                faults.note(at(key), key, accepted, example);
            }
        }
        return matching;
    }

    private Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }
}
