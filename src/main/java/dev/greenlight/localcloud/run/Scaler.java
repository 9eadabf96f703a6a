package dev.greenlight.localcloud.run;

import dev.greenlight.localcloud.engine.Fleet;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.Restarts;
import dev.greenlight.localcloud.proxy.Demand;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Starts instances when requests wait for them or a minimum asks for them, and stops those that are idle. */
final class Scaler implements Demand {
    private static final System.Logger LOG = System.getLogger(Scaler.class.getName());
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** After a start that failed, before a minimum instance is tried again. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final Starts starts;
    private final Traffic traffic;
    private final Restarts restarts;
    private final Duration idle;
    private final Set<Key> filling = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param idle how long an instance without requests goes on running */
    Scaler(Fleet fleet, Starts starts, Traffic traffic, Restarts restarts, Duration idle) {
        this.fleet = fleet;
        this.starts = starts;
        this.traffic = traffic;
        this.restarts = restarts;
        this.idle = idle;
    }

    @Override
    public void more(ServingRevision revision) {
        Thread.ofVirtual().name("more-" + revision.name()).start(() -> {
            ServiceName name = new ServiceName(revision.project(), revision.location(), revision.service());
            boolean started = false;
            try {
                Optional<Fault> fault = closed ? Optional.empty() : starts.another(name, revision.name());
                started = !closed && fault.isEmpty();
                fault.ifPresent(why -> LOG.log(System.Logger.Level.WARNING, why.message()));
            } finally {
                traffic.answered(revision, started);
            }
        });
    }

    /** Looks after instances once a second, until it is closed. */
    void start() {
        Thread.ofVirtual().name("scaler").start(() -> {
            while (!closed) {
                try {
                    round();
                    Thread.sleep(ROUND);
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "looking after instances", e);
                }
            }
        });
    }

    private void round() {
        starts.tidy();
        Map<Key, Integer> kept = traffic.kept();
        kept.forEach((key, least) -> {
            if (fleet.running(key).size() < least && !restarts.isPausing(key, System.nanoTime())) {
                fill(key, least);
            }
        });
        for (Key key : fleet.keys()) {
            Integer least = kept.get(key);
            // What no route leads to is the keeper's business.
            if (least != null) {
                for (Runnable stop : traffic.dismiss(key, idle, least)) {
                    Thread.ofVirtual().name("idle-" + key.name()).start(stop);
                }
            }
        }
    }

    private void fill(Key key, int least) {
        if (filling.add(key)) {
            Thread.ofVirtual().name("fill-" + key.name()).start(() -> {
                try {
                    Optional<Fault> fault = starts.atLeast(ServiceName.of(key), key.name(), least);
                    if (fault.isPresent()) {
                        LOG.log(System.Logger.Level.WARNING, fault.get().message());
                        Thread.sleep(PAUSE);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    filling.remove(key);
                }
            });
        }
    }

    /** From now on nothing is started or stopped any more. */
    void close() {
        closed = true;
    }
}
