package dev.greenlight.images.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the Docker client's configuration, and what its credential helpers answer.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">the format</a>
 */
final class DockerConfigParser {
    private static final JsonMapper JSON = new JsonMapper();

    private DockerConfigParser() {}

    /** The login that the configuration itself holds for a registry. */
    static Optional<Login> login(String config, String host) {
        JsonNode auths = read(config).path("auths");
        return Stream.of(host, "https://" + host, "https://" + host + "/", "http://" + host)
                .map(key -> auths.path(key).path("auth").asText(""))
                .filter(auth -> !auth.isEmpty())
                .findFirst()
                .flatMap(DockerConfigParser::decoded);
    }

    /** The helper program that is asked for a registry's login: what follows {@code docker-credential-}. */
    static Optional<String> helper(String config, String host) {
        JsonNode root = read(config);
        String own = root.path("credHelpers").path(host).asText("");
        String helper = own.isEmpty() ? root.path("credsStore").asText("") : own;
        return Optional.of(helper).filter(name -> name.matches("[A-Za-z0-9._-]+"));
    }

    /** The login in a helper's answer. */
    static Optional<Login> answer(String json) {
        JsonNode root = read(json);
        String user = root.path("Username").asText("");
        String secret = root.path("Secret").asText("");
        return user.isEmpty() || secret.isEmpty() ? Optional.empty() : Optional.of(new Login(user, Secret.of(secret)));
    }

    private static Optional<Login> decoded(String auth) {
        try {
            String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Login(pair.substring(0, colon), Secret.of(pair.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
