package dev.greenlight.releases.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hash of a plan's document: 32 digits of all of it, then 8 of each part. */
public final class PlanHash {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();
    private static final int WHOLE = 32;
    private static final int PART = 8;

    private PlanHash() {}

    /** 64 lower-case hexadecimal digits; the order of a document's keys does not matter. */
    public static String of(Map<String, ?> document) {
        StringBuilder hash = new StringBuilder(digits(document).substring(0, WHOLE));
        parts(document).values().forEach(part -> hash.append(digits(part), 0, PART));
        return hash.toString();
    }

    /**
     * What differs between two plans, by their hashes alone.
     *
     * @return in words, at least one; empty when the hashes are equal
     */
    public static List<String> moved(String agreed, String now) {
        if (agreed.equals(now)) {
            return List.of();
        }
        List<String> moved = new ArrayList<>();
        int place = WHOLE;
        for (String part : parts(Map.of()).keySet()) {
            if (!agreed.regionMatches(place, now, place, PART)) {
                moved.add(part);
            }
            place += PART;
        }
        return moved.isEmpty() ? List.of("the steps") : moved;
    }

    /** Four parts, by what a person calls them. */
    private static Map<String, Object> parts(Map<String, ?> document) {
        Map<String, Object> request = new TreeMap<>(document);
        List.of("services", "steps", "undo", "changes").forEach(request::remove);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("what is asked for (version, environment, release settings)", request);
        parts.put("the images", of(document, "next", List.of("image")));
        parts.put("the variables or secret versions", of(document, "next", List.of("port", "env", "secrets")));
        parts.put(
                "the services in the cloud",
                of(document, "before", List.of("generation", "revision", "version", "traffic", "tags", "public")));
        return parts;
    }

    private static List<Object> of(Map<String, ?> document, String side, List<String> fields) {
        List<Object> values = new ArrayList<>();
        if (document.get("services") instanceof List<?> services) {
            for (Object service : services) {
                if (service instanceof Map<?, ?> known && known.get(side) instanceof Map<?, ?> found) {
                    fields.forEach(field -> values.add(String.valueOf(found.get(field))));
                }
            }
        }
        return values;
    }

    private static String digits(Object value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a plan's document is JSON, and every Java platform has SHA-256", e);
        }
    }
}
