package dev.greenlight.releases.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a journal from annotations. An entry that a person has garbled is left out; the others stand. */
final class JournalParser {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JournalParser() {}

    static Journal parse(Map<String, String> annotations) {
        return new Journal(
                entries(annotations.getOrDefault(Keys.GOOD, "[]"), JournalParser::good),
                entries(annotations.getOrDefault(Keys.ROLLED_BACK, "[]"), JournalParser::withdrawal),
                entries("[" + annotations.getOrDefault(Keys.INTENT, "") + "]", JournalParser::intent).stream()
                        .findFirst());
    }

    private static <T> List<T> entries(String json, Function<JsonNode, T> reader) {
        List<T> found = new ArrayList<>();
        for (JsonNode node : array(json)) {
            read(node, reader).ifPresent(found::add);
        }
        return found;
    }

    private static JsonNode array(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.isArray() ? node : MAPPER.createArrayNode();
        } catch (JsonProcessingException e) {
            return MAPPER.createArrayNode();
        }
    }

    private static <T> Optional<T> read(JsonNode node, Function<JsonNode, T> reader) {
        try {
            return Optional.of(reader.apply(node));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Good good(JsonNode node) {
        return new Good(
                new RevisionName(node.path("revision").asText()),
                node.path("version").asText(),
                node.path("image").asText(),
                Instant.parse(node.path("time").asText()),
                new Owner(node.path("run").asText()));
    }

    private static Withdrawal withdrawal(JsonNode node) {
        return new Withdrawal(
                new RevisionName(node.path("from").asText()),
                node.path("fromVersion").asText(),
                node.path("fromImage").asText(),
                new RevisionName(node.path("to").asText()),
                node.path("by").asText(),
                node.path("why").asText(),
                Instant.parse(node.path("time").asText()));
    }

    private static Intent intent(JsonNode node) {
        Map<RevisionName, Percent> shares = new HashMap<>();
        node.path("shares")
                .properties()
                .forEach(share -> shares.put(
                        new RevisionName(share.getKey()),
                        new Percent(share.getValue().asInt())));
        Map<Tag, RevisionName> tags = new HashMap<>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(
                        new Tag(tag.getKey()), new RevisionName(tag.getValue().asText())));
        return new Intent(
                node.path("version").asText(),
                new RevisionName(node.path("revision").asText()),
                new Traffic(shares, tags),
                new Percent(node.path("given").asInt()),
                Instant.parse(node.path("time").asText()),
                new Owner(node.path("run").asText()),
                node.has("baking")
                        ? Optional.of(Instant.parse(node.path("baking").asText()))
                        : Optional.empty());
    }
}
