package dev.greenlight.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Looks over a service account's key before anything is asked with it. What it says never holds a part of the key. */
public final class ServiceAccountKey {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private ServiceAccountKey() {}

    /** What is wrong with it, in words; empty when it is whole, or is another kind of Google's credentials. */
    public static Optional<String> fault(Secret key) {
        JsonNode json;
        try {
            json = MAPPER.readTree(key.reveal());
        } catch (JsonProcessingException e) {
            return Optional.of(
                    key.reveal().strip().startsWith("{")
                            ? "this one begins like JSON and does not end like it: it was cut off or changed on its way"
                            : "this is no JSON");
        }
        if (json == null || !json.isObject()) {
            return Optional.of("this is no JSON object");
        }
        String type = json.path("type").asText();
        if (type.isEmpty()) {
            return Optional.of("this one has no field type");
        }
        return type.equals("service_account") ? parts(json) : Optional.empty();
    }

    private static Optional<String> parts(JsonNode json) {
        for (String field : List.of("client_email", "private_key", "private_key_id", "token_uri")) {
            if (json.path(field).asText().isBlank()) {
                return Optional.of("the field " + field + " of this one is missing or empty");
            }
        }
        String account = json.path("client_email").asText();
        if (!account.matches("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")) {
            return Optional.of("the field client_email of this one is no service account's address");
        }
        return pem(json.path("private_key").asText())
                .map(fault -> "the field private_key of this one, of " + account + ", " + fault);
    }

    private static Optional<String> pem(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith(BEGIN)) {
            return Optional.of("does not begin with " + BEGIN);
        }
        if (!stripped.endsWith(END)) {
            return Optional.of("does not end with " + END + ": it was cut off");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder()
                    .decode(stripped.substring(BEGIN.length(), stripped.length() - END.length())
                            .strip());
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return Optional.empty();
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            return Optional.of("is no RSA key: a part of it is missing or was changed");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
