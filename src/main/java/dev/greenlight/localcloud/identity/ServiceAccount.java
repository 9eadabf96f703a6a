package dev.greenlight.localcloud.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The account that the local cloud's users act as. Its key file is a service account key as Google's clients read it.
 *
 * @param email the account's address
 * @param uniqueId 21 digits, the {@code sub} of its ID tokens
 * @param tokenUri where its assertions are exchanged for tokens
 */
public record ServiceAccount(String email, String uniqueId, String tokenUri, SigningKey key) {
    /** The key file's name below the state folder. */
    public static final String FILE = "service-account.json";

    /**
     * The account kept in the state folder; made at the first call. When the token address has moved since, the file follows and the key
     * stays.
     *
     * @param project the project that a new account belongs to
     */
    public static ServiceAccount in(Path state, String project, String tokenUri) {
        return in(state, project, tokenUri, FreshKey.forAccount(state));
    }

    /** The same, with a key that may be on its way already. */
    public static ServiceAccount in(Path state, String project, String tokenUri, FreshKey fresh) {
        Path file = state.resolve(FILE);
        ServiceAccount account = Files.exists(file) ? read(file, tokenUri) : make(project, tokenUri, fresh.key());
        byte[] content = Json.bytes(account.toJson(project(account)));
        try {
            if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), content)) {
                PrivateFile.write(file, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return account;
    }

    private static ServiceAccount make(String project, String tokenUri, SigningKey key) {
        return new ServiceAccount("greenlight@" + project + ".iam.gserviceaccount.com", uniqueId(key), tokenUri, key);
    }

    private static ServiceAccount read(Path file, String tokenUri) {
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            SigningKey key = SigningKey.parse(json.path("private_key").asText());
            return new ServiceAccount(json.path("client_email").asText(), uniqueId(key), tokenUri, key);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the service account key " + file + " cannot be read; remove it to have a new one made", e);
        }
    }

    private static String project(ServiceAccount account) {
        String host = account.email.substring(account.email.indexOf('@') + 1);
        return host.substring(0, host.indexOf('.'));
    }

    private static String uniqueId(SigningKey key) {
        String digits = new BigInteger(key.id(), 16).toString();
        return "1" + digits.substring(0, 20);
    }

    private ObjectNode toJson(String project) {
        return Json.object()
                .put("type", "service_account")
                .put("project_id", project)
                .put("private_key_id", key.id())
                .put("private_key", key.pem())
                .put("client_email", email)
                .put("client_id", uniqueId)
                .put("auth_uri", "https://accounts.google.com/o/oauth2/auth")
                .put("token_uri", tokenUri)
                .put("universe_domain", "googleapis.com");
    }
}
