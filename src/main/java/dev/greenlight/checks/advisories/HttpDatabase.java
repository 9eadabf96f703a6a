package dev.greenlight.checks.advisories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A mirror of OSV's database, asked over HTTP. */
final class HttpDatabase {
    /** The largest archive that OSV publishes has some hundred megabytes. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

    private HttpDatabase() {}

    /** Downloads; why that was not possible, or empty. @param limit for all of it */
    static Optional<String> download(String address, Path file, Duration limit) throws IOException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            return Optional.of("the mirror's address is none: " + address);
        }
        OkHttpClient client = new OkHttpClient.Builder()
                .connectTimeout(FIRST_ANSWER)
                .readTimeout(FIRST_ANSWER)
                .callTimeout(limit.compareTo(LIMIT) < 0 ? Duration.ofMillis(Math.max(1, limit.toMillis())) : LIMIT)
                .build();
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
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
