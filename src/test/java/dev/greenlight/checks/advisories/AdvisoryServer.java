package dev.greenlight.checks.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What is known of vulnerabilities, on loopback, in the words of those who publish it: OSV's queries and archives, npm's bulk advisories, the
 * package index's JSON. Filled with real advisories from {@code src/test/resources/checks/advisories}.
 */
public final class AdvisoryServer implements AutoCloseable {
    private static final Path RECORDS = Path.of("src/test/resources/checks/advisories");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<JsonNode> advisories = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int refusal;

    public AdvisoryServer() {
        try (Stream<Path> files = Files.walk(RECORDS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                advisories.add(JSON.readTree(file.toFile()));
            }
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Its address, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every request is refused with that status. */
    public void refuse(int status) {
        refusal = status;
    }

    /** What was asked, as method and path. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            String[] parts = path.substring(1).split("/", -1);
            if (refusal != 0) {
                send(exchange, refusal, JSON.createObjectNode());
            } else if (path.endsWith("/v1/query")) {
                send(exchange, 200, osv(body(exchange)));
            } else if (path.endsWith("/-/npm/v1/security/advisories/bulk")) {
                send(exchange, 200, bulk(body(exchange)));
            } else if (path.endsWith("/all.zip")) {
                send(exchange, 200, archive(parts[parts.length - 2]));
            } else if (parts.length == 4 && parts[0].equals("pypi")) {
                send(exchange, 200, index(parts[1], parts[2]));
            } else {
                send(exchange, 404, JSON.createObjectNode());
            }
        }
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream stream = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            return JSON.readTree(stream);
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ObjectNode osv(JsonNode query) {
        ObjectNode answer = JSON.createObjectNode();
        JsonNode asked = query.path("package");
        List<JsonNode> found = affecting(
                asked.path("ecosystem").asText(),
                asked.path("name").asText(),
                query.path("version").asText());
        if (!found.isEmpty()) {
            answer.putArray("vulns").addAll(found);
        }
        return answer;
    }

    private ObjectNode bulk(JsonNode asked) {
        ObjectNode answer = JSON.createObjectNode();
        asked.properties().forEach(entry -> {
            ArrayNode list = JSON.createArrayNode();
            for (JsonNode advisory : advisories) {
                for (JsonNode version : entry.getValue()) {
                    if (affecting("npm", entry.getKey(), version.asText()).contains(advisory)) {
                        list.add(JSON.createObjectNode()
                                .put("id", 1_000_000 + advisories.indexOf(advisory))
                                .put(
                                        "url",
                                        "https://github.com/advisories/"
                                                + advisory.path("id").asText())
                                .put("title", advisory.path("summary").asText())
                                .put(
                                        "severity",
                                        advisory.path("database_specific")
                                                .path("severity")
                                                .asText()
                                                .toLowerCase(java.util.Locale.ROOT))
                                .put("vulnerable_versions", "<" + fixed(advisory)));
                    }
                }
            }
            if (!list.isEmpty()) {
                answer.set(entry.getKey(), list);
            }
        });
        return answer;
    }

    private ObjectNode index(String name, String version) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("info").put("name", name).put("version", version);
        answer.putArray("urls");
        ArrayNode list = answer.putArray("vulnerabilities");
        for (JsonNode advisory : affecting("PyPI", name, version)) {
            ObjectNode entry = list.addObject();
            entry.put("id", advisory.path("id").asText())
                    .put("details", advisory.path("details").asText());
            entry.set("aliases", advisory.path("aliases"));
            entry.putArray("fixed_in").add(fixed(advisory));
            entry.putNull("withdrawn");
        }
        return answer;
    }

    private byte[] archive(String ecosystem) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (JsonNode advisory : advisories) {
                if (advisory.at("/affected/0/package/ecosystem").asText().equals(ecosystem)) {
                    zip.putNextEntry(new ZipEntry(advisory.path("id").asText() + ".json"));
                    zip.write(advisory.toString().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String fixed(JsonNode advisory) {
        return advisory.at("/affected/0/ranges/0/events/1/fixed").asText();
    }

    private List<JsonNode> affecting(String ecosystem, String name, String version) {
        return advisories.stream()
                .filter(advisory -> Stream.of(advisory.path("affected"))
                        .flatMap(affected -> affected.valueStream())
                        .anyMatch(affected ->
                                affected.at("/package/ecosystem").asText().equals(ecosystem)
                                        && affected.at("/package/name").asText().equalsIgnoreCase(name)
                                        && before(
                                                affected.at("/ranges/0/events/0/introduced")
                                                        .asText(),
                                                version,
                                                true)
                                        && before(
                                                version,
                                                affected.at("/ranges/0/events/1/fixed")
                                                        .asText(),
                                                false)))
                .toList();
    }

    /** By numbers alone, which is enough for the versions of these tests. */
    private static boolean before(String one, String other, boolean orEqual) {
        int[] a = numbers(one);
        int[] b = numbers(other);
        int order = java.util.Arrays.compare(a, b);
        return orEqual ? order <= 0 : order < 0;
    }

    private static int[] numbers(String version) {
        return Pattern.compile("[0-9]+")
                .matcher(version)
                .results()
                .mapToInt(result -> Integer.parseInt(result.group()))
                .toArray();
    }
}
