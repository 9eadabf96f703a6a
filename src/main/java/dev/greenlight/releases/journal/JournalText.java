package dev.greenlight.releases.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a journal as annotations. */
final class JournalText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JournalText() {}

    static String good(Journal journal) {
        return json(journal.good().stream().map(JournalText::entry).toList());
    }

    static String withdrawn(Journal journal) {
        return json(journal.withdrawn().stream().map(JournalText::entry).toList());
    }

    static String intent(Intent intent) {
        Map<String, Object> entry = new LinkedHashMap<>();
        Map<String, Integer> shares = new LinkedHashMap<>();
        intent.prior().shares().forEach((revision, share) -> shares.put(revision.value(), share.value()));
        Map<String, String> tags = new LinkedHashMap<>();
        intent.prior().tags().forEach((tag, revision) -> tags.put(tag.value(), revision.value()));
        entry.put("version", intent.version());
        entry.put("revision", intent.revision().value());
        entry.put("shares", shares);
        entry.put("tags", tags);
        entry.put("given", intent.given().value());
        entry.put("time", intent.time().toString());
        entry.put("run", intent.owner().text());
        intent.baking().ifPresent(since -> entry.put("baking", since.toString()));
        return json(entry);
    }

    private static Map<String, String> entry(Good good) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("revision", good.revision().value());
        entry.put("version", good.version());
        entry.put("image", good.image());
        entry.put("time", good.time().toString());
        entry.put("run", good.owner().text());
        return entry;
    }

    private static Map<String, String> entry(Withdrawal withdrawal) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("from", withdrawal.from().value());
        entry.put("fromVersion", withdrawal.fromVersion());
        if (!withdrawal.fromImage().isEmpty()) {
            entry.put("fromImage", withdrawal.fromImage());
        }
        entry.put("to", withdrawal.to().value());
        entry.put("by", withdrawal.by());
        entry.put("why", withdrawal.why());
        entry.put("time", withdrawal.time().toString());
        return entry;
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings are always JSON", e);
        }
    }
}
