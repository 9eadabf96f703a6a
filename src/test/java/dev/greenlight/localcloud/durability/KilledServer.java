package dev.greenlight.localcloud.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.BufferedReader;
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

/** A server in a process of its own, waiting until it is told to open the state folder. */
final class KilledServer {
    /** @param status of the HTTP answer */
    record Answer(int status, ObjectNode json) {
        String text(String pointer) {
            return json.at(pointer).asText();
        }
    }

    private final HttpClient client;
    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private int port;

    KilledServer(HttpClient client, Path state, int firstServicePort) throws IOException {
        this.client = client;
        errors = state.resolveSibling("server.err");
        process = new ProcessBuilder(CloudWithoutDocker.command(state, firstServicePort))
                .redirectError(errors.toFile())
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    void awaitWaiting() throws IOException {
        line();
    }

    void open() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    void awaitReady() throws IOException {
        port = Integer.parseInt(line().substring(CloudWithoutDocker.READY.length()));
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server ended by itself: " + Files.readString(errors));
        }
        return line;
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @throws UncheckedIOException when the server is gone before it has answered */
    Answer call(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), (ObjectNode) Json.MAPPER.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return call("GET", path, Json.object());
    }
}
