package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.messages.Messages;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Mishap;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Quotas;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents of services: what a write stores before it is answered. */
final class Services {
    static final String COLLECTION = "services";
    static final String MESSAGE = "google.cloud.run.v2.Service";

    /**
     * A write to be made.
     *
     * @param service the whole wish, in canonical form
     * @param dryRun answers what would be stored, and stores nothing
     */
    record Write(ServiceName name, ObjectNode service, boolean dryRun, String caller) {}

    private final Store store;
    private final Revisions revisions;
    private final Ports ports;
    private final Reconciler reconciler;
    private final Locks locks;
    private final Tags tags;

    Services(Store store, Revisions revisions, Ports ports, Reconciler reconciler, Locks locks) {
        this.store = store;
        this.revisions = revisions;
        this.ports = ports;
        this.reconciler = reconciler;
        this.locks = locks;
        this.tags = new Tags(store, ports);
    }

    Optional<ObjectNode> find(ServiceName name) {
        return store.get(COLLECTION, name.path());
    }

    ObjectNode get(ServiceName name) {
        return find(name).orElseThrow(name::notFound);
    }

    /** @return the operation */
    ObjectNode create(Write write) {
        ServiceName name = write.name();
        synchronized (locks.of(name.path())) {
            if (find(name).isPresent()) {
                throw ApiError.alreadyExists("Resource '" + name.id() + "' already exists.");
            }
            Quotas.checkRoom(
                    store.count(COLLECTION, name.parent() + "/services/"), Quotas.SERVICES, name.parent(), "Services");
            ObjectNode service = wish(name, write.service());
            tags.makeRoom(name, Json.object(), service);
            Records.born(service, name.path(), write.caller());
            return store(write, service, null);
        }
    }

    /** @return the operation */
    ObjectNode patch(Write write, FieldMask mask, boolean allowMissing) {
        ServiceName name = write.name();
        synchronized (locks.of(name.path())) {
            Optional<ObjectNode> found = find(name);
            if (found.isEmpty() && allowMissing) {
                return create(write);
            }
            ObjectNode current = found.orElseThrow(name::notFound);
            Records.checkEtag(current, name.id(), write.service().path("etag").asText());
            refuseDeleted(name, current);
            ObjectNode before = Messages.published().withoutOutputOnly(MESSAGE, current.deepCopy());
            ObjectNode service = wish(name, mask.apply(before, write.service()));
            tags.makeRoom(name, current, service);
            // What only the server sets is carried over, the rest is the wish.
            current.properties().stream()
                    .filter(entry -> !before.has(entry.getKey()))
                    .forEach(entry -> service.set(entry.getKey(), entry.getValue()));
            service.put("name", name.path());
            service.put("generation", Long.toString(Records.generation(current) + 1));
            Records.written(service, write.caller());
            return store(
                    write,
                    service,
                    ServiceName.last(current.path("latestCreatedRevision").asText()));
        }
    }

    private static ObjectNode wish(ServiceName name, ObjectNode asked) {
        ObjectNode service = Messages.published().withoutOutputOnly(MESSAGE, asked.deepCopy());
        service.remove(List.of("name", "etag"));
        ServiceRules.check(name, service);
        ServiceDefaults.fill(name, service);
        return service;
    }

    private ObjectNode store(Write write, ObjectNode service, @Nullable String latest) {
        ServiceName name = write.name();
        Revisions.Plan plan = revisions.plan(name, service, latest);
        List<Change> changes = new ArrayList<>();
        String revision = switch (plan) {
            case Revisions.Plan.Keep keep -> keep.revision();
            case Revisions.Plan.Make make -> {
                changes.addAll(revisions.room(name, used(service, latest)));
                changes.addAll(make.changes());
                yield make.revision();
            }
        };
        service.put("latestCreatedRevision", name.revision(revision));
        Conditions.reconcile(service);
        if (write.dryRun()) {
            service.remove(List.of("reconciling", "conditions", "latestCreatedRevision"));
            service.set("terminalCondition", Conditions.succeeded("Ready"));
            return Operations.done(name.parent(), "Service", service);
        }
        String url = ports.url(name, "");
        service.put("uri", url).putArray("urls").add(url);
        ObjectNode operation = Operations.begin(name.parent(), "Service", service);
        changes.add(Change.put(COLLECTION, name.path(), service));
        String made = plan instanceof Revisions.Plan.Make ? revision : "";
        Reconciler.Work work =
                new Reconciler.Work(operation.path("name").asText(), name, Records.generation(service), made, false);
        Aftermath.Before before = Aftermath.Before.of(find(name));
        reconciler.submit(work, operation, changes);
        reconciler.aftermath().follow(this, work, before, Mishap.current());
        return operation;
    }

    /** What a new revision may not push out: all that the traffic names or is to name, with a percentage or without, and the newest ones. */
    private static Set<String> used(ObjectNode service, @Nullable String latest) {
        Set<String> used = new HashSet<>(Traffic.named(service));
        used.add(Traffic.latestReady(service));
        if (latest != null) {
            used.add(latest);
        }
        return used;
    }

    /** @return the operation */
    ObjectNode delete(ServiceName name, String etag, boolean dryRun, String caller) {
        synchronized (locks.of(name.path())) {
            ObjectNode service = get(name);
            Records.checkEtag(service, name.id(), etag);
            refuseDeleted(name, service);
            service.put("deleteTime", Conditions.now());
            if (dryRun) {
                return Operations.done(name.parent(), "Service", service);
            }
            service.put("generation", Long.toString(Records.generation(service) + 1));
            service.put("reconciling", true);
            Records.written(service, caller);
            ObjectNode operation = Operations.begin(name.parent(), "Service", service);
            reconciler.submit(
                    new Reconciler.Work(operation.path("name").asText(), name, Records.generation(service), "", true),
                    operation,
                    List.of(Change.put(COLLECTION, name.path(), service)));
            return operation;
        }
    }

    private static void refuseDeleted(ServiceName name, ObjectNode service) {
        if (service.has("deleteTime")) {
            throw ApiError.failedPrecondition("Resource '" + name.id() + "' is being deleted.");
        }
    }
}
