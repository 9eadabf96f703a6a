package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routes by port, and the requests under way by revision. */
final class Lanes {
    private final Map<Integer, Lane> byPort = new ConcurrentHashMap<>();
    private final Map<ServingRevision, Seats> seats = new ConcurrentHashMap<>();
    private final Draws draws;
    private final Demand demand;
    private final Duration patience;

    Lanes(Draws draws, Demand demand, Duration patience) {
        this.draws = draws;
        this.demand = demand;
        this.patience = patience;
    }

    /** Puts a lane on its port; returns what was there. */
    @Nullable
    Lane put(Route route) {
        Lane before = byPort.get(route.port());
        Lane.InFlight passing = before == null ? new Lane.InFlight() : before.passing();
        return byPort.put(route.port(), Lane.of(route, passing, this::seats));
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

    /** The revision for one request; empty when nothing serves. */
    Optional<Lane.Target> choose(Lane lane, Affinity affinity) {
        return lane.target(draws.next(), affinity);
    }

    Seats seats(ServingRevision revision) {
        return seats.computeIfAbsent(revision, key -> new Seats(key, demand, patience));
    }

    void staff(ServingRevision revision, List<InetSocketAddress> instances) {
        Seats known = seats(revision);
        known.staff(instances);
        if (instances.isEmpty() && known.unused() && byPort.values().stream().noneMatch(lane -> lane.leadsTo(known))) {
            seats.remove(revision, known);
        }
    }

    void expire() {
        seats.values().forEach(Seats::expire);
    }

    boolean awaitIdle(ServingRevision revision, Duration limit) {
        Seats known = seats.get(revision);
        return known == null || known.awaitIdle(limit);
    }
}
