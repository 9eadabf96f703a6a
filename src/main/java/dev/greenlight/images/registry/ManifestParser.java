package dev.greenlight.images.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.images.ImageDigest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads a manifest's bytes.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">the format</a>
 */
final class ManifestParser {
    private static final JsonMapper JSON = new JsonMapper();

    private ManifestParser() {}

    /** The manifest; empty when the bytes are none. */
    static Optional<Manifest> parse(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root == null || !(root.has("config") || root.has("manifests"))) {
                return Optional.empty();
            }
            Optional<ImageDigest> config =
                    ImageDigest.find(root.path("config").path("digest").asText(""));
            return Optional.of(new Manifest(digest(bytes), config));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ImageDigest digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new ImageDigest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
