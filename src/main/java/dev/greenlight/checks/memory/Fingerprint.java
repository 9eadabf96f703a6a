package dev.greenlight.checks.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Stands for all that a result depends on.
 *
 * @param value a SHA-256 digest, 64 hexadecimal digits in lower case
 */
public record Fingerprint(String value) {
    public Fingerprint {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits: '" + value + "'");
        }
    }

    /** The fingerprint of texts in their order; no two different lists have the same. */
    static Fingerprint of(List<String> parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return of(digest);
    }

    static Fingerprint of(MessageDigest digest) {
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
