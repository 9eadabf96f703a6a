package dev.greenlight.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code docker image inspect} and {@code docker history}. */
public final class ImageInspectParser {
    private static final JsonMapper JSON = new JsonMapper();

    private ImageInspectParser() {}

    /** The image; empty when the text does not describe exactly one. */
    public static Optional<BuiltImage> parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode image = root.path(0);
            return root.size() == 1 && image.path("Id").isTextual()
                    ? ImageDigest.find(image.path("Id").textValue()).map(id -> image(id, image))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The steps that made an image, newest first, from lines of JSON; a line that is none is passed over. */
    static List<String> history(String lines) {
        return lines.lines()
                .map(ImageInspectParser::step)
                .filter(step -> !step.isEmpty())
                .toList();
    }

    private static String step(String line) {
        try {
            return JSON.readTree(line).path("CreatedBy").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static BuiltImage image(ImageDigest id, JsonNode image) {
        JsonNode config = image.path("Config");
        Map<String, String> labels = config.path("Labels")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText("")));
        List<Integer> ports = config.path("ExposedPorts")
                .propertyStream()
                .map(entry -> entry.getKey().replaceAll("/.*", ""))
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .toList();
        return new BuiltImage(
                id,
                config.path("User").asText(""),
                texts(config.path("Env")),
                labels,
                ports,
                texts(image.path("RepoDigests")),
                image.path("Size").asLong(0));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
