package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Exchanges with Google's real API, recorded; played against a local server, whose answers must be the same. */
public final class Recording {
    private record Exchange(String method, String target, String body, int status, String answer) {}

    private final List<Exchange> exchanges;
    private final Map<String, String> names = new HashMap<>(
            Map.of("${projectId}", "dream-prod", "${projectNumber}", "dream-prod", "${uniqueId}", "abc123"));
    private String etag = "";

    private Recording(List<Exchange> exchanges) {
        this.exchanges = exchanges;
    }

    public static Recording of(String name) {
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream("/recorded/" + name))) {
            List<Exchange> exchanges = new ArrayList<>();
            for (String text : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n---\n\n")) {
                exchanges.add(exchange(text.strip() + "\n"));
            }
            return new Recording(exchanges);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Exchange exchange(String text) {
        String[] parts = text.split("\n\n");
        String[] request = parts[0].lines().findFirst().orElseThrow().split(" ");
        boolean hasBody = parts[1].startsWith("{");
        String head = parts[hasBody ? 2 : 1];
        return new Exchange(
                request[0],
                request[1].replaceFirst("https://[^/]+", ""),
                hasBody ? parts[1] : "",
                Integer.parseInt(head.substring(0, 3)),
                parts[hasBody ? 3 : 2]);
    }

    /** Plays all exchanges; returns how many. */
    public int playAgainst(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Exchange exchange : exchanges) {
                play(exchange, port, client);
            }
        }
        return exchanges.size();
    }

    private void play(Exchange exchange, int port, HttpClient client) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = exchange.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(
                        named(exchange.body()).replace("abcdef0123A=", etag.replace("\"", "\\\"")));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + named(exchange.target())))
                        .header("Content-Type", "application/json")
                        .method(exchange.method(), body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String what = exchange.method() + " " + exchange.target() + " answered " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(exchange.status());
        JsonNode actual = Json.MAPPER.readTree(answer.body());
        if (actual.has("etag")) {
            etag = actual.path("etag").asText();
        }
        learnOperation(exchange.answer(), actual);
        assertThat(comparable(actual)).as(what).isEqualTo(comparable(Json.MAPPER.readTree(named(exchange.answer()))));
    }

    private void learnOperation(String expected, JsonNode actual) {
        if (expected.contains("${operationID}") && !actual.path("done").asBoolean()) {
            String name = actual.path("name").asText();
            names.put("${operationID}", name.substring(name.lastIndexOf('/') + 1));
        }
    }

    private String named(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return result;
    }

    /** Times and etags are as they may be. */
    private static JsonNode comparable(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(field -> {
                String name = field.getKey();
                if (name.endsWith("Time") && field.getValue().asText().matches("[0-9T:.-]+Z")) {
                    copy.put(name, "a time");
                } else if (name.equals("etag")) {
                    copy.put(name, "an etag");
                } else {
                    copy.set(name, comparable(field.getValue()));
                }
            });
            return copy;
        }
        return node;
    }
}
