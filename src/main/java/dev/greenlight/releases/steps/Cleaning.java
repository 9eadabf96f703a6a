package dev.greenlight.releases.steps;

import dev.greenlight.releases.cleanup.CleanupPlanner;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes revisions of past releases, after the release has been recorded. Never fails: the release is good already. */
public final class Cleaning {
    private final Scene scene;

    public Cleaning(Scene scene) {
        this.scene = scene;
    }

    public StepEnding clean(Standing service, Step.Clean step) {
        List<String> troubles = new ArrayList<>();
        List<RevisionName> deleted = new ArrayList<>();
        try {
            due(service, step).forEach(revision -> delete(service.name(), revision, deleted, troubles));
        } catch (RuntimeException e) {
            // Whatever it is, a release that is proven and recorded is not taken back for it.
            troubles.add(String.valueOf(e.getMessage()));
        }
        troubles.forEach(words -> scene.progress()
                .warn("past revisions of " + service.name() + " were left, and the next release tries again: "
                        + words));
        return StepEnding.Done.of(deleted.isEmpty() ? "none deleted" : "deleted: " + deleted);
    }

    /** What the plan names and is still not needed: somebody may have given it traffic or a tag since. */
    private List<RevisionState> due(Standing service, Step.Clean step) {
        Optional<ServiceState> now = scene.cloud().service(service.name());
        boolean ours = now.flatMap(ServiceState::wished)
                .flatMap(Traffic::sole)
                .filter(step.live()::equals)
                .isPresent();
        if (!ours) {
            return List.of();
        }
        View view = new View(now, scene.cloud().revisions(service.name()), service.open());
        Set<RevisionName> surplus = new HashSet<>(CleanupPlanner.surplus(view, Optional.of(step.live()), step.keep()));
        surplus.retainAll(step.revisions());
        return view.revisions().stream()
                .filter(revision -> surplus.contains(revision.name()))
                .toList();
    }

    private void delete(
            ServiceName service, RevisionState revision, List<RevisionName> deleted, List<String> troubles) {
        switch (scene.cloud().delete(service, revision)) {
            case Reply.Accepted accepted -> deleted.add(revision.name());
            case Reply.Conflict(String words) -> troubles.add(words);
            case Reply.Busy(String words) -> troubles.add(words);
            case Reply.Refused(String words) -> troubles.add(words);
        }
    }
}
