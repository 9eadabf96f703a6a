package dev.greenlight.checks.advisories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A mirror of OSV's database, asked over HTTP. */
final class HttpDatabase {
    /** The largest archive that OSV publishes has some hundred megabytes. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

    private HttpDatabase() {}

    /** Downloads; why that was not possible, or empty. */
    static Optional<String> download(String address, Path file) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectTimeout(FIRST_ANSWER)
                .readTimeout(FIRST_ANSWER)
                .callTimeout(LIMIT)
                .build();
        try (Response response =
                client.newCall(new Request.Builder().url(address).build()).execute()) {
            if (!response.isSuccessful()) {
                return Optional.of("the mirror answered %d for %s".formatted(response.code(), address));
            }
            Files.copy(response.body().byteStream(), file, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            return Optional.of("the mirror gave no answer for %s: %s".formatted(address, e.getMessage()));
        }
    }
}
