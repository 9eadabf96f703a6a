package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Mishap;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what was stored true, one thread for each write, and ends the write's operation. */
final class Reconciler {
    private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());
    private static final String WORK = "operation-work";

    /**
     * @param operation its name
     * @param generation of the service that the write made
     * @param made the revision that the write made, by short name; empty when it made none
     */
    record Work(String operation, ServiceName service, long generation, String made, boolean deletion) {
        ObjectNode toJson() {
            return Json.object()
                    .put("service", service.path())
                    .put("generation", generation)
                    .put("made", made)
                    .put("deletion", deletion);
        }

        static Work from(String operation, ObjectNode json) {
            return new Work(
                    operation,
                    ServiceName.parse(json.path("service").asText()),
                    json.path("generation").asLong(),
                    json.path("made").asText(),
                    json.path("deletion").asBoolean());
        }
    }

    private final Store store;
    private final Operations operations;
    private final Aftermath aftermath;
    private final Starts starts;
    private final Traffic traffic;
    private final Keeper keeper;
    private final Revisions revisions;
    private final Locks locks;

    Reconciler(
            Store store,
            Operations operations,
            Starts starts,
            Traffic traffic,
            Keeper keeper,
            Revisions revisions,
            Locks locks) {
        this.store = store;
        this.operations = operations;
        this.starts = starts;
        this.traffic = traffic;
        this.keeper = keeper;
        this.revisions = revisions;
        this.locks = locks;
        this.aftermath = new Aftermath(store, operations, revisions, keeper);
    }

    /** What may befall a service after a write was settled. */
    Aftermath aftermath() {
        return aftermath;
    }

    /** Stores the changes with the operation, all or nothing, and sets to work. To be called with the service's lock. */
    void submit(Work work, ObjectNode operation, List<Change> changes) {
        List<Change> all = new ArrayList<>(changes);
        all.add(Operations.store(operation));
        all.add(Change.put(WORK, work.operation(), work.toJson()));
        store.apply(all);
        begin(work, Mishap.current());
    }

    /** Takes up what an earlier server did not finish. */
    void resume() {
        store.list(WORK, "").forEach((operation, json) -> begin(Work.from(operation, json), new Mishap.None()));
    }

    private void begin(Work work, Mishap mishap) {
        if (mishap instanceof Mishap.NeverEnds) {
            return;
        }
        Thread.ofVirtual().name("reconcile-" + work.service().id()).start(() -> {
            try {
                Aftermath.pause(mishap instanceof Mishap.Slow(Duration time) ? time : Duration.ZERO);
                if (work.deletion()) {
                    delete(work, mishap);
                } else {
                    reconcile(work, mishap);
                }
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "reconciling " + work.service().path(),
                        e);
                giveUp(work, e);
            }
        });
    }

    /** Our own fault, or another program's that has the service's port. The service says so too: one that stays at work for ever makes those wait who look at it and not at the operation. */
    private void giveUp(Work work, RuntimeException why) {
        boolean told = why instanceof UncheckedIOException;
        Fault fault = Fault.named("INTERNAL", told ? String.valueOf(why.getMessage()) : "Internal error encountered.");
        if (work.deletion()) {
            undelete(work, fault);
            return;
        }
        boolean started = starts.wasDecided(work.service(), work.made(), fault);
        synchronized (locks.of(work.service().path())) {
            ObjectNode service =
                    store.get(Services.COLLECTION, work.service().path()).orElseGet(Json::object);
            List<Change> changes = new ArrayList<>();
            if (Records.generation(service) == work.generation() && !service.has("deleteTime")) {
                Conditions.settle(service, started ? null : fault, started ? fault : null);
                concluded(work, service);
                changes.add(Change.put(Services.COLLECTION, work.service().path(), service));
            }
            changes.add(operations.fail(work.operation(), "Service", service, fault.error()));
            end(work, changes);
        }
        keeper.retire(work.service());
    }

    private void reconcile(Work work, Mishap mishap) {
        ServiceName name = work.service();
        if (mishap instanceof Mishap.Fails(String reason, String message)) {
            fail(work, reason, message);
            return;
        }
        Fault own = work.made().isEmpty()
                ? null
                : starts.firstTime(name, work.made()).orElse(null);
        Aftermath.pause(mishap instanceof Mishap.LateTraffic(Duration time) ? time : Duration.ZERO);
        ObjectNode service = store.get(Services.COLLECTION, name.path()).orElse(null);
        if (service == null || Records.generation(service) != work.generation()) {
            settle(work, own, null, mishap);
            return;
        }
        String created = ServiceName.last(service.path("latestCreatedRevision").asText());
        Fault configuration = starts.firstTime(name, created).orElse(null);
        String latest = configuration == null ? created : Traffic.latestReady(service);
        List<Target> targets = Target.of(service.path("traffic"));
        Optional<Fault> routes = Optional.empty();
        if (configuration == null || work.made().isEmpty()) {
            Set<String> wanted = Traffic.revisions(targets, latest);
            routes = wanted.isEmpty() ? Optional.ofNullable(configuration) : starts.all(name, wanted);
            routes = routes.isPresent() ? routes : starts.missing(name, targets);
        }
        settle(work, configuration, routes.orElse(null), mishap);
    }

    private void fail(Work work, String reason, String message) {
        if (work.made().isEmpty()) {
            String created = store.get(Services.COLLECTION, work.service().path())
                    .map(service -> ServiceName.last(
                            service.path("latestCreatedRevision").asText()))
                    .orElse("");
            Fault configuration = starts.firstTime(work.service(), created).orElse(null);
            settle(work, configuration, Fault.named(reason, message), new Mishap.None());
            return;
        }
        Fault fault =
                Fault.named(reason, "Revision '" + work.made() + "' is not ready and cannot serve traffic. " + message);
        revisions.settle(work.service(), work.made(), fault);
        settle(work, fault, null, new Mishap.None());
    }

    /** Writes the outcome, unless a later write has taken over: that one then speaks for the service. */
    private void settle(Work work, @Nullable Fault configuration, @Nullable Fault routes, Mishap mishap) {
        ServiceName name = work.service();
        synchronized (locks.of(name.path())) {
            ObjectNode service = store.get(Services.COLLECTION, name.path()).orElseGet(Json::object);
            List<Change> changes = new ArrayList<>();
            if (Records.generation(service) == work.generation() && !service.has("deleteTime")) {
                conclude(work, service, configuration, routes, mishap);
                changes.add(Change.put(Services.COLLECTION, name.path(), service));
            }
            Fault fault = !work.made().isEmpty() && configuration != null ? configuration : routes;
            changes.add(
                    fault == null
                            ? operations.succeed(work.operation(), "Service", service)
                            : operations.fail(work.operation(), "Service", service, fault.error()));
            end(work, changes);
        }
        keeper.retire(name);
    }

    private void conclude(
            Work work, ObjectNode service, @Nullable Fault configuration, @Nullable Fault routes, Mishap mishap) {
        boolean moves =
                routes == null && (configuration == null || work.made().isEmpty()) && !(mishap instanceof Mishap.Drift);
        if (configuration == null) {
            service.set("latestReadyRevision", service.path("latestCreatedRevision"));
        }
        if (moves) {
            service.set("trafficStatuses", traffic.statuses(work.service(), Target.of(service.path("traffic"))));
        }
        if (mishap instanceof Mishap.LateRoutes(Duration time)) {
            keeper.publishLater(work.service(), time);
        } else {
            traffic.publish(work.service(), service);
        }
        Conditions.settle(service, configuration, routes);
        concluded(work, service);
    }

    private static void concluded(Work work, ObjectNode service) {
        service.remove("reconciling");
        service.put("observedGeneration", Long.toString(work.generation()));
        Records.touched(service);
    }

    private void delete(Work work, Mishap mishap) {
        if (mishap instanceof Mishap.Fails(String reason, String message)) {
            undelete(work, Fault.named(reason, message));
            return;
        }
        ServiceName name = work.service();
        traffic.withdraw(name);
        keeper.stopAll(name);
        synchronized (locks.of(name.path())) {
            ObjectNode service = store.get(Services.COLLECTION, name.path()).orElseGet(Json::object);
            service.remove("reconciling");
            List<Change> changes = new ArrayList<>(revisions.removal(name));
            changes.addAll(traffic.ports().removal(name));
            changes.add(Change.remove(Services.COLLECTION, name.path()));
            changes.add(Change.remove(Policies.COLLECTION, name.path()));
            changes.add(operations.succeed(work.operation(), "Service", service));
            end(work, changes);
        }
    }

    private void undelete(Work work, Fault fault) {
        synchronized (locks.of(work.service().path())) {
            Optional<ObjectNode> found =
                    store.get(Services.COLLECTION, work.service().path());
            ObjectNode service = found.orElseGet(Json::object);
            List<Change> changes = new ArrayList<>();
            if (found.isPresent()) {
                service.remove(List.of("deleteTime", "reconciling"));
                Records.touched(service);
                changes.add(Change.put(Services.COLLECTION, work.service().path(), service));
            }
            changes.add(operations.fail(work.operation(), "Service", service, fault.error()));
            end(work, changes);
        }
    }

    private void end(Work work, List<Change> changes) {
        List<Change> all = new ArrayList<>(changes);
        all.add(Change.remove(WORK, work.operation()));
        store.apply(all);
        operations.announce(work.operation());
    }
}
