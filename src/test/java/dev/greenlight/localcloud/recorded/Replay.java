package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
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

    private static final String PROJECT = "dream-prod";
    private static final String NUMBER = "987654321098";

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

    /** The differences; a status that is another one is a difference at {@code status}. */
    List<Difference> play(List<Exchange> recorded) throws IOException, InterruptedException {
        List<Difference> differences = new ArrayList<>();
        for (Exchange exchange : recorded) {
            HttpResponse<String> response = answer(exchange);
            JsonNode answer = Json.MAPPER.readTree(response.body());
            learn(exchange, answer);
            exchanges++;
            if (response.statusCode() != exchange.status()) {
                differences.add(new Difference(
                        exchange,
                        "status",
                        IntNode.valueOf(exchange.status()),
                        TextNode.valueOf(response.statusCode() + " " + response.body())));
                continue;
            }
            differences.addAll(comparison.differences(
                    exchange,
                    withIds(named(exchange.answer().toString()).replace("${operationID}", operation)),
                    withIds(response.body())));
        }
        return differences;
    }

    /** Google answers with a project's number where a local project has its id; a number that a request gave is given back. Both count as the id. */
    private static JsonNode withIds(String answer) throws IOException {
        return Json.MAPPER.readTree(answer.replace(NUMBER, PROJECT));
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
        return text.replace("${projectId}", PROJECT)
                .replace("${projectNumber}", NUMBER)
                .replace("${uniqueId}", "abc123");
    }
}
