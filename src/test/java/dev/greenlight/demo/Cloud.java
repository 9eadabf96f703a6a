package dev.greenlight.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The local cloud as a process of its own, spoken to as any client speaks to Google's. */
final class Cloud implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final Path state;
    private final String project;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI loopback;

    /**
     * Starts it and waits until it answers.
     *
     * @param command the whole command line
     * @param port where its API listens
     */
    Cloud(List<String> command, Path state, Path log, String project, int port) {
        this.state = state;
        this.project = project;
        this.loopback = URI.create("http://127.0.0.1:" + port);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            awaitAnswer(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long limit = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < limit) {
            if (!process.isAlive()) {
                break;
            }
            try {
                if (send("GET", "/v1/projects/" + project + "/secrets", null).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // Not listening yet.
            }
            pause();
        }
        close();
        throw new DemoFailed("the local cloud did not start:\n" + Files.readString(log));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    /** The key of the deployer's service account, on one line. */
    String key() {
        try {
            return MAPPER.readTree(state.resolve("service-account.json").toFile())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database's address, as revisions see it. */
    String databaseUrl() {
        try {
            return Files.readString(state.resolve("sql-url")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a secret with one version. */
    void secret(String name, String value) {
        must("POST", "/v1/projects/" + project + "/secrets?secretId=" + name, "{\"replication\":{\"automatic\":{}}}");
        String data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        must(
                "POST",
                "/v1/projects/" + project + "/secrets/" + name + ":addVersion",
                "{\"payload\":{\"data\":\"" + data + "\"}}");
    }

    /** The address of a service. */
    String url(String region, String service) {
        return must("GET", "/v2/projects/" + project + "/locations/" + region + "/services/" + service, null)
                .path("uri")
                .asText();
    }

    /** The share of traffic each revision of a service has, by the cloud's own word. */
    Map<String, Integer> traffic(String region, String service) {
        JsonNode answer =
                must("GET", "/v2/projects/" + project + "/locations/" + region + "/services/" + service, null);
        Map<String, Integer> shares = new java.util.TreeMap<>();
        for (JsonNode status : answer.path("trafficStatuses")) {
            shares.merge(
                    status.path("revision").asText(), status.path("percent").asInt(), Integer::sum);
        }
        shares.values().removeIf(percent -> percent == 0);
        return shares;
    }

    /** The ids of the errors that a service logged as made on purpose. */
    Set<String> canaryErrors(String service) {
        Set<String> ids = new TreeSet<>();
        String token = "";
        do {
            ObjectNode request = MAPPER.createObjectNode();
            request.putArray("resourceNames").add("projects/" + project);
            request.put(
                    "filter",
                    "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"" + service
                            + "\" AND logName=\"projects/" + project + "/logs/run.googleapis.com%2Fstdout\"");
            request.put("pageSize", 1000);
            if (!token.isEmpty()) {
                request.put("pageToken", token);
            }
            JsonNode answer = must("POST", "/v2/entries:list", request.toString());
            for (JsonNode entry : answer.path("entries")) {
                JsonNode payload = entry.path("jsonPayload");
                if (payload.path("canary_error").asBoolean()) {
                    ids.add(payload.path("id").asText());
                }
            }
            token = answer.path("nextPageToken").asText("");
        } while (!token.isEmpty());
        return ids;
    }

    private JsonNode must(String method, String path, @org.jspecify.annotations.Nullable String body) {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() != 200) {
            throw new DemoFailed(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, @org.jspecify.annotations.Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(loopback.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
