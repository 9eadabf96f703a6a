package dev.greenlight.localcloud.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A JSON Web Token as read; nothing is known of its truth until {@link #signedBy} has been asked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519, JSON Web Token</a>
 */
record Jwt(ObjectNode header, ObjectNode claims, String signed, byte[] signature) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** The compact form of the claims, signed with RS256. */
    static String sign(SigningKey key, ObjectNode claims) {
        ObjectNode header =
                Json.object().put("alg", "RS256").put("kid", key.id()).put("typ", "JWT");
        String signed = ENCODER.encodeToString(Json.bytes(header)) + "." + ENCODER.encodeToString(Json.bytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.secret());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    /** Empty when the text has not the form of a signed token. */
    static Optional<Jwt> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            JsonNode header = Json.MAPPER.readTree(decoder.decode(parts[0]));
            JsonNode claims = Json.MAPPER.readTree(decoder.decode(parts[1]));
            return header instanceof ObjectNode head && claims instanceof ObjectNode body
                    ? Optional.of(new Jwt(head, body, parts[0] + "." + parts[1], decoder.decode(parts[2])))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the key's owner signed it with RS256; every other algorithm, {@code none} included, is refused. */
    boolean signedBy(RSAPublicKey key) {
        if (!header.path("alg").asText().equals("RS256")) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A claim as text; empty when absent. */
    String claim(String name) {
        return claims.path(name).asText();
    }

    /** A claim as a moment; the epoch when absent or not a number. */
    Instant moment(String name) {
        return Instant.ofEpochSecond(claims.path(name).asLong(0));
    }
}
