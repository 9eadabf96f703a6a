package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.agreement.PlanHash;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a rollback will do.
 *
 * @param version what the application goes back to
 * @param moves in the order in which they are made
 */
public record RollbackPlan(String version, List<Move> moves) {
    public RollbackPlan {
        moves = List.copyOf(moves);
    }

    /** Names exactly this plan: the same request on the same world has the same. */
    public String hash() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", version);
        document.put(
                "services",
                moves.stream()
                        .map(move -> Map.of(
                                "service", move.name().value(),
                                "next", Map.of("traffic", move.goal().toString()),
                                "before",
                                        Map.of(
                                                "revision",
                                                move.from().value(),
                                                "traffic",
                                                move.prior().toString())))
                        .toList());
        return PlanHash.of(document);
    }

    /**
     * One service's way back.
     *
     * @param service the part of the application
     * @param deployment what it gets in this environment
     * @param left the release that is left: the one under way, even when its revision was never made, else the one with the most traffic
     *     beside the target; the target itself when it has all traffic and nothing else is under way
     * @param target where to
     * @param prior the traffic now
     * @param goal the traffic afterwards
     * @param unfinished whether a release is under way or was killed half-way: its lock is taken off even when its traffic is as it was
     * @param open whether everybody may call the service
     */
    public record Move(
            Service service,
            Deployment deployment,
            Good left,
            Good target,
            Traffic prior,
            Traffic goal,
            boolean unfinished,
            boolean open) {
        /** Its name in Cloud Run. */
        public ServiceName name() {
            return new ServiceName(deployment.cloudRunName());
        }

        /** Whether anything changes. */
        public boolean needed() {
            return unfinished || !prior.equals(goal);
        }

        /** The address of the target's own colour; empty when it has none in that state of the service. */
        public Optional<URI> tagUrl(ServiceState state) {
            return Stream.of(Colour.values())
                    .filter(colour -> Colours.holds(goal, target.revision(), colour))
                    .findFirst()
                    .flatMap(colour -> state.served().url(colour.tag()));
        }

        /** Whether anything is taken out of service, and is to be held from now on. */
        public boolean leaves() {
            return !left.revision().equals(target.revision());
        }

        /** The revision that is left. */
        public RevisionName from() {
            return left.revision();
        }

        /** What it was released as; empty when unknown. */
        public String fromVersion() {
            return left.version();
        }
    }
}
