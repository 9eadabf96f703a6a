package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Fleet;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Locks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Brings revisions up, the first time and every later time. Blocks; to be called without a service's lock. */
final class Starts {
    private final Revisions revisions;
    private final Recipes recipes;
    private final Fleet fleet;
    private final Workloads workloads;
    private final Traffic traffic;
    private final Locks locks;

    Starts(Revisions revisions, Recipes recipes, Fleet fleet, Workloads workloads, Traffic traffic, Locks locks) {
        this.revisions = revisions;
        this.recipes = recipes;
        this.fleet = fleet;
        this.workloads = workloads;
        this.traffic = traffic;
        this.locks = locks;
    }

    /** Decides, once, whether a new revision is any good; later calls repeat the answer. Empty = it is ready. */
    Optional<Fault> firstTime(ServiceName service, String id) {
        synchronized (locks.of(service.revision(id))) {
            Optional<ObjectNode> found = revisions.find(service, id);
            if (found.isEmpty()) {
                return Optional.of(Fault.missing(id));
            }
            if (Revisions.isReady(found.get())) {
                return Optional.empty();
            }
            Optional<Fault> known = Revisions.fault(found.get());
            if (known.isPresent()) {
                return known;
            }
            Optional<Fault> fault = tryFirst(service, id, found.get());
            revisions.settle(service, id, fault.orElse(null));
            return fault;
        }
    }

    /**
     * Makes sure that a new revision does not stay on its way for ever.
     *
     * @param id may be empty: none
     * @param otherwise what is said of it when nothing is known of its first start
     * @return true when it was known, or there is no such revision
     */
    boolean wasDecided(ServiceName service, String id, Fault otherwise) {
        synchronized (locks.of(service.revision(id))) {
            boolean open = revisions
                    .find(service, id)
                    .filter(revision -> !Revisions.isReady(revision)
                            && Revisions.fault(revision).isEmpty())
                    .isPresent();
            if (open) {
                revisions.settle(service, id, otherwise);
            }
            return !open;
        }
    }

    private Optional<Fault> tryFirst(ServiceName service, String id, ObjectNode revision) {
        try {
            String image = Recipes.ingress(revision).path("image").asText();
            revisions.pin(service, id, workloads.resolve(image));
        } catch (StartFailure e) {
            return Optional.of(Fault.of(id, e));
        }
        return run(service, id);
    }

    /** Makes all of them run now. Empty = they do. */
    Optional<Fault> all(ServiceName service, Collection<String> ids) {
        for (String id : ids) {
            Optional<Fault> fault = firstTime(service, id);
            fault = fault.isPresent() ? fault : run(service, id);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** The first revision that a target names and that does not exist, also one that gets nothing. */
    Optional<Fault> missing(ServiceName service, List<Target> targets) {
        return targets.stream()
                .map(Target::revision)
                .filter(id -> !id.isEmpty() && revisions.find(service, id).isEmpty())
                .findFirst()
                .map(Fault::missing);
    }

    private Optional<Fault> run(ServiceName service, String id) {
        return attempt(service, id, recipe -> fleet.ensure(service.key(id), 1, recipe));
    }

    /** Makes so many instances of a revision run. Empty = they do. */
    Optional<Fault> atLeast(ServiceName service, String id, int count) {
        return attempt(service, id, recipe -> fleet.ensure(service.key(id), count, recipe));
    }

    /** Starts one instance more. Empty = it runs. */
    Optional<Fault> another(ServiceName service, String id) {
        return attempt(service, id, recipe -> fleet.add(service.key(id), recipe));
    }

    /** Removes the secrets that are on the disk for revisions that do not run. */
    void tidy() {
        recipes.retain(key -> key.kind() == Key.Kind.TASK || isUp(key));
    }

    /** The same, and of all tasks; to be called when none runs. */
    void tidyAll() {
        recipes.retain(this::isUp);
    }

    /** Or is being started. */
    private boolean isUp(Key key) {
        return !fleet.keys(key::equals).isEmpty();
    }

    private interface Start {
        void with(Fleet.Recipe recipe) throws StartFailure;
    }

    private Optional<Fault> attempt(ServiceName service, String id, Start start) {
        try {
            start.with(() -> recipes.revision(
                    service.key(id),
                    revisions
                            .find(service, id)
                            .orElseThrow(() ->
                                    new StartFailure(StartFailure.Reason.INTERNAL, "The revision was deleted."))));
            return Optional.empty();
        } catch (StartFailure e) {
            return Optional.of(Fault.of(id, e));
        } finally {
            traffic.staff(service.key(id));
        }
    }
}
