package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routes by port, and the requests under way by revision. */
final class Lanes {
    /** Revisions of different services share a name space within project and location. */
    private record RevisionKey(String project, String location, String revision) {}

    private final Map<Integer, Lane> byPort = new ConcurrentHashMap<>();
    private final Map<RevisionKey, InFlight> counters = new ConcurrentHashMap<>();
    private final Draws draws;

    Lanes(Draws draws) {
        this.draws = draws;
    }

    /** Puts a lane on its port; returns what was there. */
    @Nullable
    Lane put(Route route) {
        Lane before = byPort.get(route.port());
        InFlight passing = before == null ? new InFlight() : before.passing();
        return byPort.put(route.port(), Lane.of(route, passing, this::counter));
    }

    void restore(int port, @Nullable Lane lane) {
        if (lane == null) {
            byPort.remove(port);
        } else {
            byPort.put(port, lane);
        }
    }

    @Nullable
    Lane at(int port) {
        return byPort.get(port);
    }

    /** The address of the service that the lane, maybe a tag's, belongs to: the audience of its ID tokens. */
    String serviceUrl(Lane lane) {
        Route route = lane.route();
        if (route.tag().isEmpty()) {
            return route.url();
        }
        return byPort.values().stream()
                .map(Lane::route)
                .filter(other -> other.tag().isEmpty() && other.service().equals(route.service()))
                .map(Route::url)
                .findFirst()
                .orElse(route.url());
    }

    /**
     * Chooses the revision for one request and counts it in. The lane is read again after counting, so that a request is either seen by
     * whoever drains the revision afterwards, or chooses anew.
     */
    Optional<Lane.Target> enter(int port) {
        int draw = draws.next();
        while (true) {
            Lane lane = byPort.get(port);
            Optional<Lane.Target> target = lane == null ? Optional.empty() : lane.target(draw);
            if (target.isEmpty()) {
                return target;
            }
            target.get().inFlight().enter();
            if (byPort.get(port) == lane) {
                return target;
            }
            target.get().inFlight().leave();
        }
    }

    boolean awaitIdle(String project, String location, String revision, Duration limit) {
        InFlight inFlight = counters.get(new RevisionKey(project, location, revision));
        return inFlight == null || inFlight.awaitIdle(limit);
    }

    private InFlight counter(ServingRevision revision) {
        return counters.computeIfAbsent(
                new RevisionKey(revision.project(), revision.location(), revision.name()), key -> new InFlight());
    }
}
