package dev.greenlight.localcloud;

import dev.greenlight.localcloud.artifacts.ArtifactRegistry;
import dev.greenlight.localcloud.artifacts.RegistryProcess;
import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.faults.Faults;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.identity.ServiceAccount;
import dev.greenlight.localcloud.identity.TokenEndpoint;
import dev.greenlight.localcloud.identity.Tokens;
import dev.greenlight.localcloud.jobs.CloudRunJobs;
import dev.greenlight.localcloud.messages.Transcoding;
import dev.greenlight.localcloud.page.Rates;
import dev.greenlight.localcloud.page.StatusPage;
import dev.greenlight.localcloud.proxy.TrafficProxy;
import dev.greenlight.localcloud.recipes.Mounts;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.run.CloudRun;
import dev.greenlight.localcloud.secrets.SecretManager;
import dev.greenlight.localcloud.secrets.SecretValues;
import dev.greenlight.localcloud.state.Store;
import dev.greenlight.localcloud.telemetry.RequestSink;
import dev.greenlight.localcloud.telemetry.Telemetry;
import dev.greenlight.localcloud.telemetry.TelemetrySettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every part, started in the order in which they need each other, and closed in the opposite one. */
final class Parts implements AutoCloseable {
    /** The choice of a revision for each request is a sequence that repeats from start to start. */
    private static final long SEED = 20_261_124L;

    /** Part of every image's name, so it is the same for every state folder. */
    private static final int REGISTRY_PORT = 5000;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String host;
    private final Store store;
    private final ApiServer server;
    private final Optional<String> registryUrl;
    private final Faults faults = new Faults(Clock.systemUTC());

    static Parts start(Options options, Store store, Workloads workloads, String host, Ahead ahead) {
        return new Parts(options, store, workloads, host, ahead);
    }

    private Parts(Options options, Store store, Workloads workloads, String host, Ahead ahead) {
        this.host = host;
        this.store = store;
        try {
            List<String> addresses = List.copyOf(new LinkedHashSet<>(List.of(host, "127.0.0.1")));
            Api api = new Api(new Transcoding());
            // The API's port must be known before tokens can name it, so it is bound first and answers 503 until all is
            // registered.
            api.close();
            LateIdentity identity = new LateIdentity();
            server = opened(ApiServer.start(addresses, options.apiPort(), api, identity));
            SecretManager secrets = new SecretManager(store, options.state().resolve("secrets"));
            secrets.register(api);
            registryUrl = options.registry() ? Optional.of(registry(options, addresses)) : Optional.empty();
            new ArtifactRegistry(
                            store,
                            URI.create("http://127.0.0.1:" + REGISTRY_PORT),
                            RegistryProcess.storage(registryFolder(options)),
                            "localhost:" + REGISTRY_PORT)
                    .register(api);
            Telemetry telemetry = opened(new Telemetry(telemetry(options), Clock.systemUTC()));
            telemetry.register(api);
            SecretValues values = faults.secrets(secrets);
            Rates rates = new Rates(Clock.systemUTC());
            new StatusPage(store, rates, telemetry::newestEntries, Clock.systemUTC()).register(api);
            RequestSink served = (revision, request) -> {
                telemetry.served(revision, request);
                rates.served(revision, request);
            };
            TrafficProxy proxy = opened(new TrafficProxy(resolved(addresses), identity, served, SEED).start());
            ServiceAccount account = ServiceAccount.in(options.state(), "local", url() + "/token", ahead.key());
            Tokens tokens = Tokens.in(options.state(), account, url(), Clock.systemUTC());
            identity.become(tokens);
            new TokenEndpoint(account, tokens).register(api);
            Mounts mounts = new Mounts(options.state().resolve("mounts"), values);
            secrets.onChange(() -> mounts.refresh(secrets));
            Recipes recipes = new Recipes(values, mounts, options.times().startup());
            Operations operations = new Operations(store);
            CloudRunJobs jobs = new CloudRunJobs(store, operations, workloads, recipes);
            CloudRun run = opened(new CloudRun(
                    store,
                    operations,
                    workloads,
                    recipes,
                    proxy,
                    host,
                    options.firstServicePort(),
                    options.times().idle()));
            workloads.observe(run.output(telemetry));
            run.restore();
            jobs.restore();
            run.register(api);
            jobs.register(api);
            faults.register(api);
            api.open();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private String registry(Options options, List<String> addresses) {
        opened(RegistryProcess.start(registryFolder(options), addresses, REGISTRY_PORT));
        return "http://" + host + ":" + REGISTRY_PORT;
    }

    private static Path registryFolder(Options options) {
        return options.state().resolve("registry");
    }

    private static TelemetrySettings telemetry(Options options) {
        Duration lag = options.times().metricLag();
        TelemetrySettings usual =
                TelemetrySettings.USUAL.withFolder(options.state().resolve("logs"));
        Duration period = lag.compareTo(usual.period()) < 0 ? Duration.ofSeconds(1) : usual.period();
        return new TelemetrySettings(lag, period, usual.entries(), usual.folder());
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static List<InetAddress> resolved(List<String> addresses) {
        return addresses.stream().map(Parts::resolved).toList();
    }

    private static InetAddress resolved(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }

    int port() {
        return server.port();
    }

    String url() {
        return "http://" + host + ":" + port();
    }

    Faults faults() {
        return faults;
    }

    Optional<String> registryUrl() {
        return registryUrl;
    }

    /** The URLs of all services by their full name. */
    Map<String, String> services() {
        Map<String, String> urls = new java.util.TreeMap<>();
        store.list("services", "")
                .forEach((name, service) -> urls.put(name, service.path("uri").asText()));
        return urls;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (AutoCloseable part = open.poll(); part != null; part = open.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException("a part did not close", e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
