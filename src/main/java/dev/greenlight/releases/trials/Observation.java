package dev.greenlight.releases.trials;

import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import java.util.Optional;

/** Watches a new revision under its share of traffic until the judge says yes, says no, or has been undecided for too long. */
public final class Observation {
    private final Scene scene;

    public Observation(Scene scene) {
        this.scene = scene;
    }

    public StepEnding watch(Standing service, Step.Judge step) {
        Watch watch = new Watch(
                scene,
                service,
                new Terms(
                        step.green(),
                        step.share().toString(),
                        "at " + step.share() + " of the traffic",
                        scene.gate(),
                        scene.gate().observe(),
                        step.budget()));
        while (true) {
            scene.pace().pause(watch.interval());
            Optional<StepEnding> ending = watch.look();
            if (ending.isPresent()) {
                return ending.get();
            }
        }
    }
}
