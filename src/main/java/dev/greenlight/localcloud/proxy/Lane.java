package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A route made ready for requests: a choice costs no look-up.
 *
 * @param passing counts the requests of the port that are under way
 */
record Lane(Route route, List<Target> targets, InFlight passing) {
    /** One revision of a lane; the thresholds of all targets rise to 100. */
    record Target(ServingRevision revision, int threshold, InetSocketAddress address, InFlight inFlight) {}

    Lane {
        targets = List.copyOf(targets);
    }

    static Lane of(Route route, InFlight passing, Function<ServingRevision, InFlight> counters) {
        int[] threshold = {0};
        return new Lane(
                route,
                route.shares().stream()
                        .map(share -> {
                            ServingRevision revision = revision(route, share.revision());
                            threshold[0] += share.percent();
                            return new Target(revision, threshold[0], share.address(), counters.apply(revision));
                        })
                        .toList(),
                passing);
    }

    /** The target that a number from 0 to 99 falls on; empty when nothing serves. */
    Optional<Target> target(int draw) {
        for (Target target : targets) {
            if (draw < target.threshold()) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** What a request is counted for that reaches no revision. */
    ServingRevision nobody() {
        return revision(route, "");
    }

    private static ServingRevision revision(Route route, String name) {
        RoutedService service = route.service();
        return new ServingRevision(service.project(), service.location(), service.name(), name);
    }
}
