package dev.greenlight.localcloud;

import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.localcloud.engine.DockerWorkloads;
import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.JobNetwork;
import dev.greenlight.localcloud.engine.PretendWorkloads;
import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.sql.SqlContainer;
import dev.greenlight.localcloud.state.Store;
import dev.greenlight.process.LocalCommands;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running local cloud.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.start(Options.in(folder).withSql(true), System.out::println)) {
 *     cloud.apiUrl();   // http://172.30.0.1:8787, the end point of every Google API
 * }
 * }</pre>
 */
public final class LocalCloud implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LocalCloud.class.getName());

    private final Store store;
    private final Parts parts;
    private final Workloads workloads;
    private final @Nullable SqlContainer sql;

    private LocalCloud(Store store, Parts parts, Workloads workloads, @Nullable SqlContainer sql) {
        this.store = store;
        this.parts = parts;
        this.workloads = workloads;
        this.sql = sql;
    }

    /**
     * Starts on the Docker engine, unless the options do without: makes the network when it is missing, serves again what this state folder served before, and says on
     * {@code out} where everything is.
     *
     * @throws IllegalStateException when the engine, the network, a port or the state folder cannot be used, with the reason
     */
    public static LocalCloud start(Options options, Consumer<String> out) {
        if (options.docker().isEmpty()) {
            return start(options, new PretendWorkloads(), out);
        }
        Ahead ahead = Ahead.begin(options);
        Store store = Store.open(options.state().resolve("documents"));
        try {
            String id = StateId.of(store);
            DockerCli docker = new DockerCli(new LocalCommands(), options.docker());
            JobNetwork network = JobNetwork.open(docker, options.network());
            SqlContainer sql = options.sql() ? new SqlContainer(docker, options.state(), id, options.network()) : null;
            if (sql != null) {
                sql.start();
            }
            Workloads workloads = new DockerWorkloads(docker, options.network(), id);
            return start(options, store, workloads, network.gateway(), sql, ahead, out);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Starts with workloads of another kind: everything is on 127.0.0.1, and Docker is not asked for anything. */
    public static LocalCloud start(Options options, Workloads workloads, Consumer<String> out) {
        Ahead ahead = Ahead.begin(options);
        Store store = Store.open(options.state().resolve("documents"));
        try {
            return start(options, store, workloads, "127.0.0.1", null, ahead, out);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static LocalCloud start(
            Options options,
            Store store,
            Workloads workloads,
            String host,
            @Nullable SqlContainer sql,
            Ahead ahead,
            Consumer<String> out) {
        store.damage().ifPresent(out);
        Parts parts = Parts.start(options, store, workloads, host, ahead);
        LocalCloud cloud = new LocalCloud(store, parts, workloads, sql);
        out.accept("Local cloud at " + cloud.apiUrl() + ", also at http://127.0.0.1:" + parts.port());
        if (options.times().metricLag().compareTo(Options.Times.USUAL.metricLag()) != 0) {
            out.accept("  request metrics      "
                    + options.times().metricLag().toSeconds() + " s late; Google's are "
                    + Options.Times.USUAL.metricLag().toSeconds() + " s late");
        }
        out.accept("  service account key  " + options.state().resolve("service-account.json"));
        if (sql != null) {
            out.accept("  database             host sql on network " + options.network() + ", address in "
                    + options.state().resolve("sql-url"));
        }
        parts.registryUrl()
                .ifPresent(url -> out.accept("  container registry   localhost:5000, for containers " + url));
        parts.services().forEach((name, url) -> out.accept("  service              " + name + "  " + url));
        return cloud;
    }

    /** The end point of every API, the same for the host and for containers on the network. */
    public String apiUrl() {
        return parts.url();
    }

    /** The port of the APIs, also on 127.0.0.1. */
    public int apiPort() {
        return parts.port();
    }

    /**
     * Puts a script of faults in force in the place of the one that was, as {@code PUT /_faults} does.
     *
     * @param script YAML or JSON, as {@code docs/localcloud.md} describes it
     * @throws dev.greenlight.localcloud.faults.BadScript with every mistake in it
     */
    public void faults(String script) {
        parts.faults().put(script);
    }

    /** The registry's address for containers; empty when none was asked for. */
    public Optional<String> registryUrl() {
        return parts.registryUrl();
    }

    /** Stops serving. Containers go on running, and the next start on the same state folder takes them over. Idempotent. */
    @Override
    public void close() {
        try {
            parts.close();
        } finally {
            try {
                workloads.close();
            } finally {
                store.close();
            }
        }
    }

    /** Stops serving and removes all containers; documents and the database's data stay for the next start. */
    public void stop() {
        try {
            parts.close();
            stopContainers();
        } finally {
            close();
        }
        if (sql != null) {
            sql.remove();
        }
    }

    /** A container may take its ten seconds to end; all of them together take no longer. One that was just starting is found later. */
    private void stopContainers() {
        for (int round = 0; round < 3; round++) {
            List<Instance> left;
            try {
                left = workloads.adopt();
            } catch (IllegalStateException e) {
                // The next start takes over what still runs then.
                LOG.log(System.Logger.Level.WARNING, "containers were not stopped: " + e.getMessage());
                return;
            }
            left.stream()
                    .map(instance -> Thread.ofVirtual().start(() -> workloads.stop(instance)))
                    .toList()
                    .forEach(LocalCloud::join);
            if (left.isEmpty()) {
                return;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
