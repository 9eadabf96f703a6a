package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends recorded requests to a local cloud, in order, with the ids and etags that it gave, and compares the answers. */
final class Replay {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ETAG = "\"etag\": \"abcdef0123A=\"";

    private final int port;
    private final Comparison comparison = new Comparison();
    private final Map<String, String> etags = new HashMap<>();
    private String operation = "";
    private int exchanges;

    Replay(int port) {
        this.port = port;
    }

    int exchanges() {
        return exchanges;
    }

    int fields() {
        return comparison.fields();
    }

    /** The differences, each with its place first; a status that is another one is a difference at {@code status}. */
    List<String> play(List<Exchange> recorded) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (Exchange exchange : recorded) {
            HttpResponse<String> response = answer(exchange);
            JsonNode answer = Json.MAPPER.readTree(response.body());
            learn(exchange, answer);
            exchanges++;
            if (response.statusCode() != exchange.status()) {
                differences.add("status: " + response.statusCode() + " " + response.body() + "   [" + exchange + "]");
                continue;
            }
            String expected = named(exchange.answer().toString()).replace("${operationID}", operation);
            for (String difference : comparison.differences(Json.MAPPER.readTree(expected), answer)) {
                differences.add(difference + "   [" + exchange + "]");
            }
        }
        return differences;
    }

    /** Asks an operation until it is done when the recorded one was. */
    private HttpResponse<String> answer(Exchange exchange) throws IOException, InterruptedException {
        boolean awaits = exchange.answer().path("done").asBoolean();
        for (int tries = 0; ; tries++) {
            HttpResponse<String> response = send(exchange);
            if (!awaits || response.statusCode() != 200 || response.body().contains("\"done\":true")) {
                return response;
            }
            assertThat(tries).as(exchange + " is never done").isLessThan(1000);
            Thread.sleep(2);
        }
    }

    private HttpResponse<String> send(Exchange exchange) throws IOException, InterruptedException {
        String etag = etags.getOrDefault(kind(exchange), "");
        String body = named(exchange.body()).replace(ETAG, "\"etag\": " + Json.MAPPER.valueToTree(etag));
        URI target =
                URI.create("http://127.0.0.1:" + port + named(exchange.target()).replace("${operationID}", operation));
        return CLIENT.send(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", "application/json")
                        .method(exchange.method(), HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void learn(Exchange exchange, JsonNode answer) {
        if (answer.has("etag")) {
            etags.put(kind(exchange), answer.path("etag").asText());
        }
        String name = answer.path("name").asText();
        if (name.contains("/operations/") && !exchange.target().contains("/operations/")) {
            operation = name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /** A policy's etag is another one than its resource's. */
    private static String kind(Exchange exchange) {
        return exchange.target().contains("IamPolicy") ? "policy" : "resource";
    }

    private static String named(String text) {
        return text.replace("${projectId}", "dream-prod")
                .replace("${projectNumber}", "123456789012")
                .replace("${uniqueId}", "abc123");
    }
}
