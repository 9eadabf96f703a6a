package dev.greenlight.checks.advisories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The database of safety: two files, each with the second in which it was made.
 *
 * @see <a href="https://github.com/pyupio/safety-db">its package</a>
 */
final class SafetyDatabase {
    private static final JsonMapper JSON = new JsonMapper();

    private SafetyDatabase() {}

    /** When it was made; empty when it does not say so, or is not there. */
    static Optional<Instant> made(Path folder) throws IOException {
        for (String name : new String[] {"insecure_full.json", "insecure.json"}) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return timestamp(file);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> timestamp(Path file) throws IOException {
        try {
            JsonNode second = JSON.readTree(file.toFile()).path("$meta").path("timestamp");
            return second.isIntegralNumber() ? Optional.of(Instant.ofEpochSecond(second.asLong())) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
