package dev.greenlight.runner.results;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One HTTP client that tries again what may work the next time. No address with its signature enters a message. */
final class HttpAttempts {
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private final OkHttpClient client;
    private final Patience patience;

    /** Reads an answer while its connection is open. */
    interface Reading<T> {
        T read(Response response) throws IOException;
    }

    /** @param limit for one attempt, its body included */
    HttpAttempts(Patience patience, Duration limit) {
        this.patience = patience;
        this.client = new OkHttpClient.Builder()
                .callTimeout(limit)
                .readTimeout(Duration.ofSeconds(60))
                .writeTimeout(Duration.ofSeconds(60))
                .followRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
    }

    /**
     * Calls until the answer is one that another attempt would not change.
     *
     * @throws ExternalFailure when it never is
     */
    <T> T call(String tried, Request request, Reading<T> reading) {
        for (int attempt = 1; ; attempt++) {
            Duration rest = patience.after(attempt);
            try (Response response = client.newCall(request).execute()) {
                if (!transientTrouble(response.code())) {
                    return reading.read(response);
                }
                if (attempt == patience.attempts()) {
                    throw failed(tried, "the service answered with status " + response.code(), null);
                }
                rest = longer(rest, Objects.requireNonNullElse(response.header("Retry-After"), ""));
            } catch (IOException e) {
                if (attempt == patience.attempts()) {
                    throw failed(
                            tried,
                            "it could not be reached: "
                                    + withoutQuery(e, request.url().uri()),
                            e);
                }
            }
            rest(tried, rest);
        }
    }

    private static boolean transientTrouble(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }

    private static Duration longer(Duration rest, String asked) {
        if (!asked.matches("[0-9]{1,5}")) {
            return rest;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(asked));
        Duration allowed = wanted.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wanted;
        return allowed.compareTo(rest) > 0 ? allowed : rest;
    }

    private static String withoutQuery(IOException e, URI uri) {
        String query = uri.getRawQuery();
        String said = String.valueOf(e.getMessage());
        return query == null ? said : said.replace(query, "…");
    }

    private static ExternalFailure failed(
            String tried, String why, @org.jspecify.annotations.Nullable Exception cause) {
        return new ExternalFailure(
                tried, why, "Run the job again; when it fails again, look at GitHub's own status.", cause);
    }

    private static void rest(String tried, Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure(tried, "the run was cancelled", "Run the action again.", e);
        }
    }
}
