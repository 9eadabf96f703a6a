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
                        path.isEmpty() ? key : path + "." + key,
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
