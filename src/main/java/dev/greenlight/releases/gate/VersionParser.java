package dev.greenlight.releases.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Reads what an application says of itself at its version path. */
public final class VersionParser {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VersionParser() {}

    /**
     * What runs.
     *
     * @param revision the value of {@code K_REVISION}; empty when the application does not tell
     * @param commit the commit it was built from; empty when it does not tell
     * @param version the release's version; empty when it does not tell
     */
    public record Running(String revision, String commit, String version) {}

    /** Empty when the body is not a JSON object, or names neither revision nor commit nor version. */
    public static Optional<Running> parse(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || !node.isObject()) {
                return Optional.empty();
            }
            Running running = new Running(text(node, "revision"), text(node, "commit"), text(node, "version"));
            return running.equals(new Running("", "", "")) ? Optional.empty() : Optional.of(running);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue().strip() : "";
    }
}
