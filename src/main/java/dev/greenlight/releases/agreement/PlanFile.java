package dev.greenlight.releases.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A plan as it is kept between the run that shows it and the run that applies it.
 *
 * @param hash what it says of itself
 * @param plan the plan's document
 */
public record PlanFile(String hash, Map<String, Object> plan) {
    /** Where a run leaves it, in the folder of the reports. */
    public static final String NAME = "plan.json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 120;
    /** What stands in a published text in place of a secret. */
    private static final String HIDDEN = "***";

    /** Reads one; empty when the text is anything else. */
    public static Optional<PlanFile> parse(String text) {
        try {
            Map<String, Object> root = MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (root != null && root.get("hash") instanceof String hash && root.get("plan") instanceof Map<?, ?> plan) {
                Map<String, Object> document = new LinkedHashMap<>();
                plan.forEach((key, value) -> document.put(String.valueOf(key), value));
                return Optional.of(new PlanFile(hash, document));
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The file's text: JSON that a person can read too. */
    public String text() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("hash", hash);
        root.put("plan", plan);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan's document is always JSON", e);
        }
    }

    /** Whether it is as it was written. */
    public boolean intact() {
        return PlanHash.of(plan).equals(hash);
    }

    /** Where the first value is of which a run has hidden all or a part as a secret, as {@code services[0].next.env.KEY}; empty when none is. */
    public Optional<String> masked() {
        return masked("", plan);
    }

    private static Optional<String> masked(String path, Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .flatMap(entry ->
                                masked(below(path, String.valueOf(entry.getKey())), entry.getValue()).stream())
                        .findFirst();
            case List<?> list ->
                IntStream.range(0, list.size())
                        .boxed()
                        .flatMap(i -> masked(path + "[" + i + "]", list.get(i)).stream())
                        .findFirst();
            default -> String.valueOf(value).contains(HIDDEN) ? Optional.of(path) : Optional.empty();
        };
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where another plan differs, as {@code services[0].next.image: a here, b there}, in the order of the file. */
    public List<String> differences(Map<String, ?> other) {
        List<String> found = new ArrayList<>();
        compare("", plan, other, found);
        return found;
    }

    private static void compare(String path, Object mine, Object theirs, List<String> found) {
        if (mine instanceof Map<?, ?> left && theirs instanceof Map<?, ?> right) {
            Set<String> keys = new TreeSet<>();
            List<String> inOrder = new ArrayList<>();
            left.keySet().forEach(key -> inOrder.add(String.valueOf(key)));
            right.keySet().forEach(key -> inOrder.add(String.valueOf(key)));
            inOrder.stream().filter(keys::add).forEach(key -> {
                Object one = left.get(key);
                Object two = right.get(key);
                compare(
                        below(path, key),
                        one == null ? Missing.MISSING : one,
                        two == null ? Missing.MISSING : two,
                        found);
            });
        } else if (mine instanceof List<?> left && theirs instanceof List<?> right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                compare(
                        path + "[" + i + "]",
                        i < left.size() ? left.get(i) : Missing.MISSING,
                        i < right.size() ? right.get(i) : Missing.MISSING,
                        found);
            }
        } else if (!String.valueOf(mine).equals(String.valueOf(theirs))) {
            found.add(path + ": " + shown(mine) + " in the plan file, " + shown(theirs) + " now");
        }
    }

    private enum Missing {
        MISSING
    }

    private static String shown(Object value) {
        if (value == Missing.MISSING) {
            return "nothing";
        }
        String text = "'" + value + "'";
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
