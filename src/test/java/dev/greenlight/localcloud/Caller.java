package dev.greenlight.localcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls a local cloud with plain HTTP. */
final class Caller {
    static final String PARENT = "/v2/projects/demo/locations/here";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final LocalCloud cloud;
    private int status;

    Caller(LocalCloud cloud) {
        this.cloud = cloud;
    }

    /** @param path below the location, or from {@code /v1} to {@code /v3} or {@code /_faults} on */
    ObjectNode call(String method, String path, String body) {
        String at = path.matches("/(v[123]|_faults).*") ? path : PARENT + path;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.apiPort() + at))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            status = response.statusCode();
            return (ObjectNode) Json.MAPPER.readTree(response.body());
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    ObjectNode get(String path) {
        return call("GET", path, "");
    }

    /** Calls, and waits for the operation. */
    ObjectNode done(String method, String path, String body) {
        ObjectNode operation = call(method, path, body);
        return operation.has("name")
                ? call("POST", "/v2/" + operation.path("name").asText() + ":wait", "{}")
                : operation;
    }

    int status() {
        return status;
    }

    /** The condition of a type; missing when there is none. */
    static JsonNode condition(JsonNode resource, String type) {
        for (JsonNode condition : resource.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return resource.path("no such condition");
    }
}
