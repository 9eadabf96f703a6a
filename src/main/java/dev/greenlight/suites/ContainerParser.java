package dev.greenlight.suites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Reads {@code docker container inspect}. */
final class ContainerParser {
    private static final JsonMapper JSON = new JsonMapper();

    private ContainerParser() {}

    /** The containers in the order of the text; empty when it is not what the client prints. */
    static List<Container> parse(String text) {
        try {
            return JSON.readTree(text)
                    .valueStream()
                    .filter(node -> node.path("Id").isTextual())
                    .map(ContainerParser::container)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static Container container(JsonNode node) {
        JsonNode state = node.path("State");
        return new Container(
                node.path("Config")
                        .path("Labels")
                        .path("com.docker.compose.service")
                        .asText(""),
                node.path("Id").textValue(),
                state.path("Running").asBoolean(),
                state.path("ExitCode").asInt(-1),
                state.path("OOMKilled").asBoolean(),
                node.path("Mounts")
                        .valueStream()
                        .filter(mount -> mount.path("Type").asText().equals("bind"))
                        .map(mount -> mount.path("Source").asText())
                        .toList());
    }
}
