package dev.greenlight.localcloud.recorded;

import dev.greenlight.localcloud.artifacts.ArtifactRegistry;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.jobs.CloudRunJobs;
import dev.greenlight.localcloud.messages.Transcoding;
import dev.greenlight.localcloud.recipes.Mounts;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.run.CloudRun;
import dev.greenlight.localcloud.run.FakeRoutes;
import dev.greenlight.localcloud.secrets.SecretManager;
import dev.greenlight.localcloud.state.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All APIs on loopback in one server, as the product has them; workloads in this process, no registry behind. */
public final class RecordedCloud implements AutoCloseable {
    private final Store store;
    private final ApiServer server;
    private final Api api = new Api(new Transcoding());

    /** @param folder empty, for this cloud alone */
    public RecordedCloud(Path folder) {
        store = Store.open(folder.resolve("state"));
        SecretManager secrets = new SecretManager(store, folder.resolve("secrets"));
        secrets.register(api);
        new ArtifactRegistry(store, URI.create("http://127.0.0.1:9"), folder.resolve("storage"), "localhost:5000")
                .register(api);
        Recipes recipes = new Recipes(secrets, new Mounts(folder.resolve("mounts"), secrets), Duration.ofSeconds(1));
        Operations operations = new Operations(store);
        InProcessWorkloads workloads = new InProcessWorkloads(null);
        CloudRun run =
                new CloudRun(store, operations, workloads, recipes, new FakeRoutes(), "10.0.0.1", 20000, Duration.ZERO);
        workloads.observe(run.output((project, location, type, labels, severity, log, text) -> {}));
        run.register(api);
        new CloudRunJobs(store, operations, workloads, recipes).register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
    }

    public int port() {
        return server.port();
    }

    /** What is registered. */
    public Api api() {
        return api;
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
