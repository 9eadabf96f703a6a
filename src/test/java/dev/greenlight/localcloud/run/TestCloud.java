package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.jobs.CloudRunJobs;
import dev.greenlight.localcloud.messages.Transcoding;
import dev.greenlight.localcloud.recipes.Mounts;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.secrets.SecretValues;
import dev.greenlight.localcloud.state.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Cloud Run on loopback with workloads and routes in this process, and a client of it. */
public final class TestCloud implements AutoCloseable {
    static final String PARENT = "/v2/projects/demo/locations/here";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final Store store;
    final InProcessWorkloads workloads;
    final FakeRoutes routes;
    final List<String> logs = new CopyOnWriteArrayList<>();
    final CloudRun run;
    private final CloudRunJobs jobs;
    private final ApiServer server;
    private volatile int lastStatus;

    TestCloud(Path folder) {
        this(folder, new InProcessWorkloads(null));
    }

    public TestCloud(Path folder, InProcessWorkloads workloads) {
        this(folder, workloads, new FakeRoutes());
    }

    TestCloud(Path folder, InProcessWorkloads workloads, FakeRoutes routes) {
        this.workloads = workloads;
        this.routes = routes;
        store = Store.open(folder.resolve("state"));
        SecretValues secrets = (project, secret, version) -> {
            if (secret.equals("known")) {
                return ("value of " + version).getBytes(StandardCharsets.UTF_8);
            }
            if (secret.equals("broken")) {
                throw new IllegalStateException("the secrets are broken");
            }
            throw ApiError.notFound("no such secret");
        };
        Recipes recipes = new Recipes(secrets, new Mounts(folder.resolve("mounts"), secrets), Duration.ofSeconds(1));
        Operations operations = new Operations(store);
        run = new CloudRun(store, operations, workloads, recipes, routes, "10.0.0.1", 20000, Duration.ZERO);
        workloads.observe(run.output((project, location, type, labels, severity, log, text) -> logs.add(text)));
        Api api = new Api(new Transcoding());
        run.register(api);
        jobs = new CloudRunJobs(store, operations, workloads, recipes);
        jobs.register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.of(token + "@example.test"));
        run.restore();
        jobs.restore();
    }

    /** @return the answer's body; {@link #status} has its status */
    public ObjectNode call(String method, String path, String body) {
        String at = path.startsWith("/v2/") ? path : PARENT + path;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + at))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            lastStatus = response.statusCode();
            return (ObjectNode) Json.MAPPER.readTree(response.body());
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    public InProcessWorkloads workloads() {
        return workloads;
    }

    public List<String> logs() {
        return logs;
    }

    /** The names of all stored documents of a collection. */
    public Set<String> documents(String collection) {
        return store.list(collection, "").keySet();
    }

    public int status() {
        return lastStatus;
    }

    /** For a test that looks something up between a call and its status. */
    void restoreStatus(int status) {
        lastStatus = status;
    }

    public ObjectNode get(String path) {
        return call("GET", path, "");
    }

    /** Calls, and waits for the operation. */
    public ObjectNode done(String method, String path, String body) {
        ObjectNode operation = call(method, path, body);
        return operation.has("error") ? operation : wait(operation);
    }

    ObjectNode wait(JsonNode operation) {
        return call("POST", "/v2/" + operation.path("name").asText() + ":wait", "{}");
    }

    ObjectNode create(String id, String image) {
        return done("POST", "/services?serviceId=" + id, service(image, "", ""));
    }

    /** @param traffic a JSON array, or empty */
    static String service(String image, String revision, String traffic) {
        String named = revision.isEmpty() ? "" : ",\"revision\":\"" + revision + "\"";
        return "{\"template\":{\"containers\":[{\"image\":\"" + image + "\"}]" + named + "}"
                + (traffic.isEmpty() ? "" : ",\"traffic\":" + traffic) + "}";
    }

    @Override
    public void close() {
        run.close();
        server.close();
        store.close();
    }
}
