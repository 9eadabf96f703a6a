package dev.greenlight.releases.evidence;

import dev.greenlight.project.HealthAnswer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import okhttp3.CacheControl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Probes over HTTP. */
final class HttpProber implements Prober {
    private static final Duration LIMIT = HealthAnswer.LONGEST;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(LIMIT)
            .callTimeout(LIMIT)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            // A kept connection would hide that new ones are refused.
            .connectionPool(new okhttp3.ConnectionPool(0, 1, java.util.concurrent.TimeUnit.SECONDS))
            .build();

    @Override
    public Answer ask(Probe probe) {
        long start = System.nanoTime();
        try {
            Request.Builder request = new Request.Builder()
                    .url(probe.url())
                    .cacheControl(CacheControl.FORCE_NETWORK)
                    .header("User-Agent", Probe.AGENT);
            probe.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
            try (Response response = client.newCall(request.build()).execute()) {
                String body = response.peekBody(Answer.MOST_BYTES + 1L).string();
                return new Answer.Answered(
                        response.code(),
                        body,
                        Duration.ofNanos(System.nanoTime() - start),
                        response.headers().toMultimap(),
                        probe.wanted());
            }
        } catch (IOException | IllegalArgumentException e) {
            return new Answer.Unreachable(inWords(e));
        }
    }

    private static String inWords(Exception e) {
        return switch (e) {
            case InterruptedIOException _ -> "nothing came within " + LIMIT.toSeconds() + " s";
            case ConnectException _ -> "the connection was refused";
            case UnknownHostException _ -> "there is no such host";
            default -> "the connection failed: " + e.getMessage();
        };
    }
}
