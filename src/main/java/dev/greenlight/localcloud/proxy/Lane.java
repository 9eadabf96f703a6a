package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A route made ready for requests: a choice costs no look-up.
 *
 * @param passing counts the requests of the port that are under way
 */
record Lane(Route route, List<Target> targets, InFlight passing) {
    /** One revision of a lane; the thresholds of all targets rise to 100. */
    record Target(ServingRevision revision, int threshold, Limits limits, Seats seats) {}

    /** Counts the requests of one port that are under way. */
    static final class InFlight {
        private int count;

        synchronized void enter() {
            count++;
        }

        synchronized void leave() {
            count--;
            if (count == 0) {
                notifyAll();
            }
        }

        synchronized boolean awaitIdle(Duration limit) {
            long deadline = System.nanoTime() + limit.toNanos();
            while (count > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    Lane {
        targets = List.copyOf(targets);
    }

    static Lane of(Route route, InFlight passing, Function<ServingRevision, Seats> seats) {
        int[] threshold = {0};
        return new Lane(
                route,
                route.shares().stream()
                        .map(share -> {
                            ServingRevision revision = revision(route, share.revision());
                            threshold[0] += share.percent();
                            return new Target(revision, threshold[0], share.limits(), seats.apply(revision));
                        })
                        .toList(),
                passing);
    }

    /** The target that a number from 0 to 99 falls on, or the one that the client stays with; empty when nothing serves. */
    Optional<Target> target(int draw, Affinity affinity) {
        for (Target target : targets) {
            if (target.limits().affinity() && affinity.isFor(target.revision().name())) {
                return Optional.of(target);
            }
        }
        for (Target target : targets) {
            if (draw < target.threshold()) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    boolean leadsTo(Seats seats) {
        return targets.stream().anyMatch(target -> target.seats() == seats);
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
