package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.Workloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** A local cloud whose API takes 50 ms a call, a registry and a checked-out repository, for one trial after the other. */
final class Lane implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] MANIFEST =
            ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                            + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:" + "c".repeat(64)
                            + "\",\"size\":2},\"layers\":[]}")
                    .getBytes(StandardCharsets.UTF_8);
    /** A call that waits long enough for its caller to be killed, and never has an effect. */
    static final String HELD = "latency: 8s, fault: reset";

    private static final Duration HOLDING = Duration.ofMillis(8_200);
    private static final String SLOW = "{on: \"*\", latency: 50ms}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Tasks tasks;
    private final LocalCloud cloud;
    private final HttpServer registry;
    private int trials;
    private long heldUntil = System.nanoTime();

    /** @param workloads what the services run on */
    Lane(Path folder, int firstServicePort, Workloads workloads) throws IOException, InterruptedException {
        this(
                folder,
                firstServicePort,
                new Tasks(workloads),
                (options, tasks) -> LocalCloud.start(options, tasks, line -> {}));
    }

    /** @param cloud starts it, with these tasks or other workloads */
    Lane(Path folder, int firstServicePort, Tasks tasks, BiFunction<Options, Tasks, LocalCloud> cloud)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.tasks = tasks;
        this.cloud = cloud.apply(
                Options.in(folder.resolve("state"))
                        .withPorts(0, firstServicePort)
                        .withTimes(new Options.Times(
                                Duration.ofMillis(500), Duration.ofMinutes(15), Duration.ofSeconds(20))),
                tasks);
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/v2/dreams/images/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.oci.image.manifest.v1+json");
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest());
            exchange.sendResponseHeaders(200, MANIFEST.length);
            exchange.getResponseBody().write(MANIFEST);
            exchange.close();
        });
        registry.start();
        repository();
    }

    /** Four commits, v1 to v4. */
    private void repository() throws IOException, InterruptedException {
        Files.createDirectories(workspace().resolve("web"));
        git("init", "--quiet");
        for (int version = 1; version <= 4; version++) {
            git("commit", "--quiet", "--allow-empty", "--message", "v" + version);
            git("tag", "v" + version);
        }
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("git", "-c", "user.name=anna", "-c", "user.email=anna@example.org"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(workspace().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(line + ": " + said);
        }
    }

    /** A project of its own, in which nothing is released; the API is fast until faults are told or taken off. */
    Trial trial() throws IOException {
        cloud.faults("rules: []");
        tasks.taking(Duration.ofMillis(100));
        return new Trial(this, "dreams-" + ++trials);
    }

    Path workspace() {
        return folder.resolve("workspace");
    }

    Tasks tasks() {
        return tasks;
    }

    String api() {
        return cloud.apiUrl();
    }

    String registry() {
        return "http://127.0.0.1:" + registry.getAddress().getPort();
    }

    String key() throws IOException {
        return Files.readString(folder.resolve("state").resolve("service-account.json"));
    }

    static String digest() {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(MANIFEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts rules in force; the API is slow all the while. */
    void faults(List<String> rules) {
        StringBuilder script = new StringBuilder("rules:\n");
        rules.forEach(rule -> script.append("  - ").append(rule).append('\n'));
        cloud.faults(script + "  - " + SLOW + "\n");
    }

    void calm() {
        heldUntil = System.nanoTime() + HOLDING.toNanos();
        faults(List.of());
    }

    /** How many calls the rule has hit. */
    long fired(int rule) {
        return get("/_faults").at("/rules/" + rule + "/fired").asLong();
    }

    JsonNode get(String path) {
        return call("GET", path, "");
    }

    JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return MAPPER.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Looks until it is so. @return whether it became so in time */
    static boolean becomes(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        registry.stop(0);
        // The server does not stop while it holds a call.
        becomes(() -> System.nanoTime() > heldUntil, HOLDING);
        cloud.stop();
        client.close();
    }
}
