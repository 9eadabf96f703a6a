package dev.greenlight.releases.cloud;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** How far a clock is from that of Google's API, by the field Date of any answer. */
public final class GoogleTime {
    /** The field has whole seconds, and an answer takes a while: less than this is not told apart from no difference. */
    public static final Duration TOLERANCE = Duration.ofSeconds(3);

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private GoogleTime() {}

    /**
     * How much a clock is ahead; negative when it is behind, zero when the API does not tell.
     *
     * @param api asked for anything, without credentials
     */
    public static Duration ahead(URI api, Clock clock) {
        OkHttpClient client = new OkHttpClient.Builder().callTimeout(LIMIT).build();
        Instant asked = clock.instant();
        try (Response response = client.newCall(
                        new Request.Builder().url(api + "/").head().build())
                .execute()) {
            Instant answered = clock.instant();
            Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
            return date(response).map(date -> Duration.between(date, middle)).orElse(Duration.ZERO);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static Optional<Instant> date(Response response) {
        try {
            // Whole seconds, cut off: half a second later is the best guess.
            return Optional.ofNullable(response.header("Date"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .plusMillis(500));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
