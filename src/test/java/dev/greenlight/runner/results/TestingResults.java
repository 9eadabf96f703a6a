package dev.greenlight.runner.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.runner.RunnerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A results service on loopback that behaves as GitHub's does to its clients: the token names the run, names are taken once, addresses are
 * signed, a blob is seen when its list of blocks is there, and what is finished never changes.
 */
public final class TestingResults implements AutoCloseable {
    static final String RUN = "ce7f54c7-61c7-4aae-887f-30da475f5f1a";
    static final String JOB = "ca395085-040a-526b-2ce8-bdc85f692774";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final TestingBlobs blobs = new TestingBlobs();
    private final Map<String, Entry> artifacts = new LinkedHashMap<>();
    private final Map<String, Entry> caches = new LinkedHashMap<>();
    private final List<Integer> troubles = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private boolean readOnly;

    /** What a client has begun, and perhaps finished. */
    private static final class Entry {
        private final int id;
        private final String key;
        private final String version;
        private final String blob;
        private long size = -1;
        private String digest = "";

        Entry(int id, String key, String version) {
            this.id = id;
            this.key = key;
            this.version = version;
            this.blob = "blob-" + id + "-" + version.length();
        }

        boolean finished() {
            return size >= 0;
        }
    }

    private record Reply(int status, JsonNode body) {}

    public TestingResults() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/twirp/", this::call);
        server.createContext("/account/", blobs::handle);
        server.start();
    }

    /** What a runner tells the steps of the one job that this service knows. */
    public Map<String, String> variables() {
        return Map.of(
                "GITHUB_ACTIONS",
                "true",
                ResultsAccess.URL,
                origin() + "/some/path/",
                ResultsAccess.TOKEN,
                token("Actions.Example Actions.Results:" + RUN + ":" + JOB));
    }

    public ResultsAccess access() {
        return ResultsAccess.from(new RunnerContext(variables())).orElseThrow();
    }

    /** A token whose claims say this; nobody's signature is on it. */
    public static String token(String scope) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String claims = JSON.createObjectNode().put("scp", scope).toString();
        return head + "." + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".signature";
    }

    /** The next calls are answered with these statuses, one each, and do nothing. */
    public synchronized void stumble(Integer... statuses) {
        troubles.addAll(List.of(statuses));
    }

    /** Caches may be read and not be written from now on. */
    public synchronized void readOnly() {
        readOnly = true;
    }

    public TestingBlobs blobs() {
        return blobs;
    }

    /** The methods called so far. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The bytes of a finished artifact, as they were sent. */
    public synchronized byte[] artifact(String name) {
        return blobs.bytes(finished(artifacts, name).blob);
    }

    private static Entry finished(Map<String, Entry> entries, String key) {
        return Optional.ofNullable(entries.get(key)).filter(Entry::finished).orElseThrow();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void call(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String path = exchange.getRequestURI().getPath();
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            Reply reply = answer(path, shown == null ? "" : shown, request);
            byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Reply answer(String path, String shown, JsonNode request) {
        String method = path.substring(path.lastIndexOf('/') + 1);
        calls.add(method);
        if (!troubles.isEmpty()) {
            return refused(troubles.removeFirst(), "unavailable", "try again");
        }
        if (!shown.equals("Bearer " + variables().get(ResultsAccess.TOKEN))) {
            return refused(401, "unauthenticated", "bad token");
        }
        boolean ours = request.path("workflow_run_backend_id").asText("").equals(RUN)
                && request.path("workflow_job_run_backend_id").asText("").equals(JOB);
        if (path.contains(".ArtifactService/") && !ours) {
            return refused(403, "permission_denied", "not this token's run");
        }
        return switch (path.substring("/twirp/github.actions.results.api.v1.".length())) {
            case "ArtifactService/CreateArtifact" -> createArtifact(request);
            case "ArtifactService/FinalizeArtifact" -> finishArtifact(request);
            case "ArtifactService/ListArtifacts" -> listArtifacts(request);
            case "ArtifactService/GetSignedArtifactURL" ->
                granted(
                        "signed_url",
                        sign(finished(artifacts, request.path("name").asText()), "r"));
            case "CacheService/CreateCacheEntry" -> createCache(request);
            case "CacheService/FinalizeCacheEntryUpload" -> finishCache(request);
            case "CacheService/GetCacheEntryDownloadURL" -> findCache(request);
            default -> refused(404, "bad_route", path);
        };
    }

    private Reply createArtifact(JsonNode request) {
        String name = request.path("name").asText("");
        if (name.isEmpty()
                || name.matches("(?s).*[\":<>|*?\\\\/\\r\\n].*")
                || request.path("version").asInt() < 4) {
            return refused(400, "invalid_argument", "no such name or version");
        }
        if (artifacts.containsKey(name)) {
            return refused(409, "already_exists", "an artifact with this name already exists on the workflow run");
        }
        Entry entry = new Entry(artifacts.size() + 1, name, "");
        artifacts.put(name, entry);
        return granted("signed_upload_url", sign(entry, "w"));
    }

    private Reply finishArtifact(JsonNode request) {
        Entry entry = artifacts.get(request.path("name").asText(""));
        if (entry == null || entry.finished()) {
            return refused(404, "not_found", "no upload of that name");
        }
        String digest = "sha256:" + blobs.sha256(entry.blob);
        long size = Long.parseLong(request.path("size").asText("-1"));
        if (size != blobs.bytes(entry.blob).length
                || !request.path("hash").asText(digest).equals(digest)) {
            return refused(400, "failed_precondition", "the blob is of another size or digest");
        }
        entry.size = size;
        entry.digest = digest;
        return granted("artifact_id", String.valueOf(entry.id));
    }

    private Reply listArtifacts(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("artifacts");
        for (Entry entry : artifacts.values()) {
            boolean wanted = entry.finished()
                    && request.path("name_filter").asText(entry.key).equals(entry.key)
                    && request.path("id_filter")
                            .asText(String.valueOf(entry.id))
                            .equals(String.valueOf(entry.id));
            if (wanted) {
                answer.withArray("artifacts")
                        .addObject()
                        .put("workflow_run_backend_id", RUN)
                        .put("workflow_job_run_backend_id", JOB)
                        .put("database_id", String.valueOf(entry.id))
                        .put("name", entry.key)
                        .put("size", String.valueOf(entry.size))
                        .put("created_at", "2026-11-29T08:00:00Z")
                        .put("digest", entry.digest);
            }
        }
        return new Reply(200, answer);
    }

    private Reply createCache(JsonNode request) {
        if (readOnly) {
            return new Reply(
                    200,
                    JSON.createObjectNode().put("ok", false).put("message", "cache write denied: an untrusted event"));
        }
        String key = request.path("key").asText("");
        String version = request.path("version").asText("");
        if (key.isEmpty() || key.length() > 512 || key.contains(",") || version.isEmpty()) {
            return refused(400, "invalid_argument", "no such key or version");
        }
        if (caches.containsKey(key + "\n" + version)) {
            return refused(409, "already_exists", "cache entry with the same key, version, and scope already exists");
        }
        Entry entry = new Entry(caches.size() + 1, key, version);
        caches.put(key + "\n" + version, entry);
        return granted("signed_upload_url", sign(entry, "w"));
    }

    private Reply finishCache(JsonNode request) {
        Entry entry = caches.get(
                request.path("key").asText("") + "\n" + request.path("version").asText(""));
        if (entry == null || entry.finished()) {
            return refused(404, "not_found", "no upload of that key");
        }
        long size = Long.parseLong(request.path("size_bytes").asText("-1"));
        if (size != blobs.bytes(entry.blob).length) {
            return refused(400, "failed_precondition", "the blob is of another size");
        }
        entry.size = size;
        return granted("entry_id", String.valueOf(entry.id));
    }

    private Reply findCache(JsonNode request) {
        String version = request.path("version").asText("");
        List<String> wanted = new ArrayList<>(List.of(request.path("key").asText("")));
        request.path("restore_keys").forEach(key -> wanted.add(key.asText()));
        for (String key : wanted) {
            Optional<Entry> newest = caches.values().stream()
                    .filter(entry -> entry.finished() && entry.version.equals(version))
                    .filter(entry -> entry.key.startsWith(key))
                    .reduce((older, newer) -> newer.key.equals(key) || !older.key.equals(key) ? newer : older);
            if (newest.isPresent()) {
                ObjectNode answer = JSON.createObjectNode().put("ok", true).put("matched_key", newest.get().key);
                return new Reply(200, answer.put("signed_download_url", sign(newest.get(), "r")));
            }
        }
        return new Reply(200, JSON.createObjectNode().put("ok", false));
    }

    private String sign(Entry entry, String right) {
        return origin() + "/account/results/" + entry.blob + "?sp=" + right + "&sig="
                + blobs.signature(entry.blob, right);
    }

    private static Reply granted(String field, String value) {
        return new Reply(200, JSON.createObjectNode().put("ok", true).put(field, value));
    }

    private static Reply refused(int status, String code, String message) {
        return new Reply(status, JSON.createObjectNode().put("code", code).put("msg", message));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
