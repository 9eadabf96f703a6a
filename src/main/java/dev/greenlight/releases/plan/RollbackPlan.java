package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import java.util.List;

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

    /**
     * One service's way back.
     *
     * @param service the part of the application
     * @param deployment what it gets in this environment
     * @param from the revision that is left: the release under way, else the one with the most traffic
     * @param fromVersion what that was released as; empty when unknown
     * @param target where to
     * @param prior the traffic now
     * @param goal the traffic afterwards
     * @param open whether everybody may call the service
     */
    public record Move(
            Service service,
            Deployment deployment,
            RevisionName from,
            String fromVersion,
            Good target,
            Traffic prior,
            Traffic goal,
            boolean open) {
        /** Its name in Cloud Run. */
        public ServiceName name() {
            return new ServiceName(deployment.cloudRunName());
        }

        /** Whether anything changes. */
        public boolean needed() {
            return !prior.equals(goal);
        }
    }
}
