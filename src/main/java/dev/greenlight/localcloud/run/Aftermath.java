package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.resources.Mishap;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What others do to a service after a write was settled, when a fault on demand asks for it. */
final class Aftermath {
    private static final System.Logger LOG = System.getLogger(Aftermath.class.getName());
    private static final String SOMEBODY = "somebody-else@local.greenlight.dev";
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);

    /**
     * A service before the write.
     *
     * @param traffic its wish
     * @param used the revisions that had traffic or a tag, by short name
     */
    record Before(JsonNode traffic, Set<String> used) {
        static Before of(Optional<ObjectNode> service) {
            ObjectNode known = service.orElseGet(Json::object);
            return new Before(known.path("traffic"), Traffic.used(known));
        }
    }

    private final Store store;
    private final Operations operations;
    private final Revisions revisions;
    private final Keeper keeper;

    Aftermath(Store store, Operations operations, Revisions revisions, Keeper keeper) {
        this.store = store;
        this.operations = operations;
        this.revisions = revisions;
        this.keeper = keeper;
    }

    /** Returns at once; what is to happen happens in a thread of its own. */
    void follow(Services services, Reconciler.Work work, Before before, Mishap mishap) {
        switch (mishap) {
            case Mishap.MovedByOthers(Duration after, String revision) ->
                later(work, after, () -> move(services, work.service(), before, revision));
            case Mishap.RevisionVanishes(Duration after) -> later(work, after, () -> vanish(work, before));
            default -> {}
        }
    }

    private void later(Reconciler.Work work, Duration after, Runnable deed) {
        Thread.ofVirtual().name("aftermath-" + work.service().id()).start(() -> {
            try {
                operations.await(work.operation(), LONGEST_WRITE);
                Thread.sleep(after);
                deed.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ApiError e) {
                // The service or its operation went away meanwhile: then nobody can meddle with it.
                LOG.log(System.Logger.Level.DEBUG, "nothing left to meddle with", e);
            }
        });
    }

    private static void move(Services services, ServiceName name, Before before, String revision) {
        ObjectNode wish = Json.object();
        if (revision.isEmpty()) {
            wish.set("traffic", before.traffic().deepCopy());
        } else {
            wish.putArray("traffic").add(new Target(revision, 100, "").status(""));
        }
        services.patch(
                new Services.Write(name, wish, false, SOMEBODY), FieldMask.parse(Services.MESSAGE, "traffic"), false);
    }

    private void vanish(Reconciler.Work work, Before before) {
        ServiceName name = work.service();
        Set<String> gone = new HashSet<>();
        if (work.made().isEmpty()) {
            gone.addAll(before.used());
            store.get(Services.COLLECTION, name.path()).ifPresent(service -> gone.removeAll(Traffic.used(service)));
        } else {
            gone.add(work.made());
        }
        List<Change> changes = new ArrayList<>();
        gone.forEach(revision -> changes.addAll(revisions.removal(name, revision)));
        if (!changes.isEmpty()) {
            store.apply(changes);
            gone.forEach(revision -> keeper.stop(name, revision));
            keeper.publish(name);
        }
    }

    static void pause(Duration time) {
        if (time.isPositive()) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
