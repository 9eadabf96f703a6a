package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Fleet;
import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.Restarts;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Store;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps running what is used and stops what is not: scale to zero, restarts after a crash, taking over after a restart of the server. */
final class Keeper {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

    private static final Duration REOPEN = Duration.ofSeconds(1);
    private static final String TAKEN = " is in use by another program; the service is served as soon as it is free.";

    private final Store store;
    private final Fleet fleet;
    private final Starts starts;
    private final Traffic traffic;
    private final Locks locks;
    private final Restarts restarts;
    private final Duration idle;
    private volatile boolean closed;
    private final Set<Key> retiring = ConcurrentHashMap.newKeySet();
    /** Counts the times that a service's routes may have changed. */
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();

    /** @param idle how long an instance without requests goes on running, ready to take some again at once */
    Keeper(Store store, Fleet fleet, Starts starts, Traffic traffic, Locks locks, Restarts restarts, Duration idle) {
        this.store = store;
        this.fleet = fleet;
        this.starts = starts;
        this.traffic = traffic;
        this.locks = locks;
        this.restarts = restarts;
        this.idle = idle;
    }

    /** To be called after a service's routes may have changed: what is no longer used is stopped in the background. */
    void retire(ServiceName name) {
        epochs.merge(name.path(), 1L, Long::sum);
        Set<String> wanted = wanted(name);
        for (Key key : keys(name)) {
            if (!wanted.contains(key.name()) && retiring.add(key)) {
                Thread.ofVirtual().name("retire-" + key.name()).start(() -> {
                    try {
                        retire(name, key);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        retiring.remove(key);
                    }
                });
            }
        }
    }

    private void retire(ServiceName name, Key key) throws InterruptedException {
        while (!closed && !wanted(name).contains(key.name())) {
            long epoch = epochs.getOrDefault(name.path(), 0L);
            Thread.sleep(idle);
            if (!traffic.awaitDrained(key, timeout(name))) {
                LOG.log(System.Logger.Level.WARNING, key.text() + " is stopped with requests past their time limit");
            }
            Optional<Runnable> stop = Optional.empty();
            synchronized (locks.of(name.path())) {
                if (!closed
                        && epochs.getOrDefault(name.path(), 0L) == epoch
                        && !wanted(name).contains(key.name())) {
                    stop = Optional.of(release(key));
                }
            }
            if (stop.isPresent()) {
                stop.get().run();
                return;
            }
        }
    }

    /** Waits until everything of a service has been told to stop; what was still starting is stopped when it has. */
    void stopAll(ServiceName name) {
        List<Thread> threads = new ArrayList<>();
        for (Key key : keys(name)) {
            traffic.awaitDrained(key, Duration.ofSeconds(10));
            threads.add(Thread.ofVirtual().start(release(key)));
        }
        join(threads);
    }

    void stop(ServiceName name, String revision) {
        release(name.key(revision)).run();
    }

    private Runnable release(Key key) {
        Runnable stop = fleet.release(key);
        restarts.forget(key);
        traffic.staff(key);
        return stop;
    }

    /** An instance has ended by itself: it is started again, more and more slowly, for as long as it is used. */
    void exited(Instance instance) {
        Key key = instance.key();
        ServiceName name = ServiceName.of(key);
        boolean forgotten = fleet.forget(instance);
        traffic.staff(key);
        if (!forgotten) {
            return;
        }
        Duration pause = restarts.pause(key, System.nanoTime());
        if (!fleet.running(key).isEmpty()) {
            return;
        }
        while (!closed && wanted(name).contains(key.name())) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!closed
                    && wanted(name).contains(key.name())
                    && starts.all(name, Set.of(key.name())).isEmpty()) {
                return;
            }
            pause = restarts.pause(key, System.nanoTime());
        }
    }

    /** From now on nothing is started or stopped any more. */
    void close() {
        closed = true;
    }

    /** Publishes again what was served before the server was stopped; what no longer runs starts with its next request. */
    void restore() {
        fleet.adopt();
        fleet.keys().forEach(traffic::staff);
        for (String path : store.documents(Services.COLLECTION, "").keySet()) {
            ServiceName name = ServiceName.parse(path);
            if (!publish(name)) {
                Thread.ofVirtual().name("reopen-" + name.id()).start(() -> reopenLater(name));
            }
            retire(name);
        }
    }

    private void reopenLater(ServiceName name) {
        do {
            Aftermath.pause(REOPEN);
        } while (!closed && !publish(name));
    }

    /**
     * Publishes what the statuses say, and writes down what became of the service's ports while the server was away.
     *
     * @return false when another program has the service's own port
     */
    boolean publish(ServiceName name) {
        synchronized (locks.of(name.path())) {
            ObjectNode service = service(name);
            if (!service.has("name") || service.has("deleteTime")) {
                return true;
            }
            ObjectNode before = service.deepCopy();
            Fault fault = null;
            try {
                traffic.publish(name, service);
            } catch (UncheckedIOException e) {
                String port = "Port " + traffic.ports().port(name, "") + " of "
                        + traffic.ports().url(name, "");
                fault = Fault.named("INTERNAL", port + TAKEN);
            }
            if (service.has("trafficStatuses")) {
                // A tag whose port was taken has got another one.
                service.set("trafficStatuses", traffic.statuses(name, Target.of(service.path("trafficStatuses"))));
            }
            settle(service, fault);
            if (!service.equals(before)) {
                Records.touched(service);
                store.put(Services.COLLECTION, name.path(), service);
            }
            return fault == null;
        }
    }

    private static void settle(ObjectNode service, @Nullable Fault fault) {
        Optional<Fault> said = Conditions.fault(service, "RoutesReady");
        boolean mended = fault == null
                && said.filter(known -> known.message().endsWith(TAKEN)).isPresent();
        boolean news = fault != null && !said.map(fault::equals).orElse(false);
        // What is at work says at its end how it is.
        if (!service.path("reconciling").asBoolean() && (mended || news)) {
            Conditions.settle(
                    service, Conditions.fault(service, "ConfigurationsReady").orElse(null), fault);
        }
        if (news && fault != null) {
            LOG.log(System.Logger.Level.WARNING, service.path("name").asText() + " is not served: " + fault.message());
        }
    }

    /** The same after a time in which requests take the old ways. */
    void publishLater(ServiceName name, Duration time) {
        Thread.ofVirtual().name("late-routes-" + name.id()).start(() -> {
            Aftermath.pause(time);
            publish(name);
        });
    }

    /** What the service sends requests to, and while it reconciles also what it is going to. */
    private Set<String> wanted(ServiceName name) {
        ObjectNode service = service(name);
        if (service.has("deleteTime")) {
            return Set.of();
        }
        Set<String> wanted = new HashSet<>(Traffic.used(service));
        if (service.path("reconciling").asBoolean()) {
            List<Target> wish = Target.of(service.path("traffic"));
            String created =
                    ServiceName.last(service.path("latestCreatedRevision").asText());
            wanted.addAll(Traffic.revisions(wish, Traffic.latestReady(service)));
            wanted.addAll(Traffic.revisions(wish, created));
            wanted.add(created);
        }
        return wanted;
    }

    boolean isWanted(ServiceName name, String revision) {
        return wanted(name).contains(revision);
    }

    private Collection<Key> keys(ServiceName name) {
        return fleet.keys(key -> key.kind() == Key.Kind.REVISION
                && key.owner().equals(name.id())
                && ServiceName.of(key).equals(name));
    }

    private ObjectNode service(ServiceName name) {
        return store.get(Services.COLLECTION, name.path()).orElseGet(Json::object);
    }

    private Duration timeout(ServiceName name) {
        return Recipes.duration(service(name).at("/template/timeout").asText("300s"));
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
