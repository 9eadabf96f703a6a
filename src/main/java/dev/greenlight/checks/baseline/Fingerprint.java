package dev.greenlight.checks.baseline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** 128 bits of a SHA-256, which stand for texts. Two numbers rather than text, since there may be a hundred thousand of them. */
public record Fingerprint(long high, long low) {
    /** The fingerprint of texts in this order; where one ends and the next begins makes a difference. */
    public static Fingerprint of(String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        ByteBuffer all = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(all.getLong(), all.getLong());
    }

    /** The 32 digits that {@link #toString} writes; empty for any other text. */
    public static Optional<Fingerprint> parse(String text) {
        if (!text.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        return Optional.of(new Fingerprint(
                HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32)));
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
