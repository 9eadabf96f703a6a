package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a public address some fifty times a second, on a kept connection and on new ones in turns, and notes what should not be. An error that the application
 * makes by itself, and says so, is not one of the release. */
final class Sampler implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** What is asked for. */
    static final String PATH = "/sampled";

    /** Fewer answers prove nothing. */
    static final int LEAST = 10;

    private static final int PAUSE = 20;

    private final URI address;
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final HttpClient kept =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Thread thread;
    private volatile boolean going = true;

    Sampler(String url) {
        this.address = URI.create(url + PATH);
        this.thread = Thread.ofVirtual().name("sampler").start(this::run);
    }

    private void run() {
        for (int i = 0; going; i++) {
            try {
                note(i % 2 == 0 ? ask(kept) : fresh());
                Thread.sleep(PAUSE);
            } catch (IOException e) {
                wrong.add("no answer: " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private HttpResponse<String> fresh() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return ask(client);
        }
    }

    private HttpResponse<String> ask(HttpClient client) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void note(HttpResponse<String> answer) throws IOException {
        answers.incrementAndGet();
        JsonNode body = answer.statusCode() == 200 || answer.body().contains("\"own\":true")
                ? MAPPER.readTree(answer.body())
                : MAPPER.missingNode();
        if (body.isMissingNode()) {
            wrong.add("status " + answer.statusCode() + ": " + answer.body());
            return;
        }
        if (!body.path("passed").asBoolean()) {
            wrong.add(body.path("revision").asText() + " answered the public before it had passed its health check");
        }
    }

    long answers() {
        return answers.get();
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** That it has asked often enough to notice something, and met nothing wrong. One that never ran has seen nothing wrong either. */
    void assertUnharmed() {
        assertThat(wrong()).isEmpty();
        assertThat(answers()).as("answers of the public address").isGreaterThanOrEqualTo(LEAST);
    }

    @Override
    public void close() {
        going = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kept.close();
    }
}
