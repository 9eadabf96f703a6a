package dev.greenlight.localcloud.run;

import dev.greenlight.localcloud.engine.Fleet;
import dev.greenlight.localcloud.engine.Restarts;
import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.proxy.Routes;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.OperationsApi;
import dev.greenlight.localcloud.state.Store;
import dev.greenlight.localcloud.telemetry.LogSink;
import java.time.Duration;

/** Cloud Run's services, put together from what stores, runs, routes and tells. */
public final class CloudRun implements AutoCloseable {
    private final Keeper keeper;
    private final Scaler scaler;
    private final Starts starts;
    private final Reconciler reconciler;
    private final Policies policies;
    private final ServicesApi services;
    private final RevisionsApi revisions;
    private final OperationsApi operations;
    private final Operations shared;

    /**
     * @param operations shared with jobs
     * @param host what the services' URLs name
     * @param firstPort services and tags get ports from here on
     * @param idle how long an instance without requests goes on running
     */
    public CloudRun(
            Store store,
            Operations operations,
            Workloads workloads,
            Recipes recipes,
            Routes routes,
            String host,
            int firstPort,
            Duration idle) {
        Locks locks = new Locks();
        Fleet fleet = new Fleet(workloads);
        Revisions documents = new Revisions(store);
        policies = new Policies(store, locks);
        Ports ports = new Ports(store, routes, host, firstPort);
        Scales scales = new Scales(documents);
        Traffic traffic = new Traffic(routes, ports, fleet, policies, scales);
        starts = new Starts(documents, recipes, fleet, workloads, traffic, locks);
        Restarts restarts = new Restarts();
        keeper = new Keeper(store, fleet, starts, traffic, locks, restarts, idle);
        scaler = new Scaler(fleet, starts, traffic, restarts, idle);
        routes.onDemand(scaler);
        reconciler = new Reconciler(store, operations, starts, traffic, keeper, documents, locks);
        Services writes = new Services(store, documents, ports, reconciler, locks);
        services = new ServicesApi(writes, store);
        revisions = new RevisionsApi(writes, documents, keeper, operations, store, locks);
        shared = operations;
        this.operations = new OperationsApi(operations, store);
    }

    /** What the workloads' observer must be. */
    public Output output(LogSink sink) {
        return new Output(sink, keeper::exited);
    }

    public void register(Api api) {
        services.register(api);
        revisions.register(api);
        operations.register(api);
        policies.register(api, keeper::publish);
    }

    /** Leaves containers as they are: nothing is started or stopped any more. */
    @Override
    public void close() {
        scaler.close();
        keeper.close();
    }

    /** Serves again what an earlier server served, and takes up its unfinished operations; returns when routes are open. */
    public void restore() {
        shared.prune();
        keeper.restore();
        starts.tidyAll();
        scaler.start();
        reconciler.resume();
    }
}
